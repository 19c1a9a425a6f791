/* Numbers (C17 7.22.1, 7.22.6), and the functions of the compiler that count bits. */
#include <ctype.h>
#include <stdlib.h>

int abs(int n) { return n < 0 ? -n : n; }
long labs(long n) { return n < 0 ? -n : n; }
long long llabs(long long n) { return n < 0 ? -n : n; }

static int digit_of(char c)
{
    return isdigit(c) ? c - '0' : isalpha(c) ? tolower(c) - 'a' + 10 : 99;
}

unsigned long strtoul(const char *text, char **end, int base)
{
    unsigned long number = 0;
    int negative = 0;
    while (isspace(*text))
        text++;
    if (*text == '-' || *text == '+')
        negative = *text++ == '-';
    if ((base == 0 || base == 16) && text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        base = 16, text += 2;
    if (base == 0)
        base = *text == '0' ? 8 : 10;
    for (; digit_of(*text) < base; text++)
        number = number * (unsigned long)base + (unsigned long)digit_of(*text);
    if (end)
        *end = (char *)text;
    return negative ? 0 - number : number;
}

long strtol(const char *text, char **end, int base) { return (long)strtoul(text, end, base); }
int atoi(const char *text) { return (int)strtoul(text, 0, 10); }
long atol(const char *text) { return (long)strtoul(text, 0, 10); }

int popcountll(unsigned long long n)
{
    int count = 0;
    for (; n; n &= n - 1)
        count++;
    return count;
}

int ctzll(unsigned long long n)
{
    int count = 0;
    for (; !(n & 1); n >>= 1)
        count++;
    return count;
}

int clzll(unsigned long long n)
{
    int count = 0;
    for (; !(n >> 63); n <<= 1)
        count++;
    return count;
}

int popcount(unsigned n) { return popcountll(n); }
int popcountl(unsigned long n) { return popcountll(n); }
int parity(unsigned n) { return popcountll(n) & 1; }
int parityl(unsigned long n) { return popcountll(n) & 1; }
int parityll(unsigned long long n) { return popcountll(n) & 1; }
int ctz(unsigned n) { return ctzll(n); }
int ctzl(unsigned long n) { return ctzll(n); }
int clz(unsigned n) { return clzll(n) - 32; }
int clzl(unsigned long n) { return clzll(n); }
int ffs(int n) { return n ? ctzll((unsigned)n) + 1 : 0; }
int ffsl(long n) { return n ? ctzll((unsigned long)n) + 1 : 0; }
int ffsll(long long n) { return n ? ctzll((unsigned long long)n) + 1 : 0; }
int clrsb(int n) { return (n == 0 || n == -1 ? 32 : clz((unsigned)(n < 0 ? ~n : n))) - 1; }
int clrsbl(long n) { return (n == 0 || n == -1 ? 64 : clzl((unsigned long)(n < 0 ? ~n : n))) - 1; }
int clrsbll(long long n) { return clrsbl(n); }
unsigned short bswap16(unsigned short n) { return (unsigned short)(n << 8 | n >> 8); }
unsigned bswap32(unsigned n) { return (unsigned)bswap16((unsigned short)n) << 16 | bswap16((unsigned short)(n >> 16)); }
unsigned long bswap64(unsigned long n) { return (unsigned long)bswap32((unsigned)n) << 32 | bswap32((unsigned)(n >> 32)); }
