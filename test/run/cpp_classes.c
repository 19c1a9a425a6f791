// Classes of C++: the order of construction and destruction, bases, overloads, references, defaults, templates, new.
// RUN: %hostcc -x c++ -fno-exceptions -fno-rtti %s -o %t && %t > %t.expected
// RUN: %ndislint run %s -- -x c++ -fno-exceptions -fno-rtti > %t.actual
// RUN: diff %t.expected %t.actual
extern "C" {
#include <stdio.h>
#include <stdlib.h>
}

inline void *operator new(size_t size, const char *why) noexcept
{
    printf("new %s\n", why);
    return malloc(size);
}

struct Named {
    Named(const char *name, int number = 7) : m_name(name), m_number(number) { printf("+%s %d\n", m_name, m_number); }
    Named(const Named &other) : m_name("copy"), m_number(other.m_number + 1) { printf("+copy %d\n", m_number); }
    ~Named() { printf("-%s %d\n", m_name, m_number); }
    static int Twice(int x) { return 2 * x; }
    int Get() const { return m_number; }
    Named &Add(int x)
    {
        m_number += x;
        return *this;
    }
    void operator+=(int x) { m_number += Twice(x); }
    int operator[](int x) const { return m_number * x; }

  private:
    const char *m_name;
    int m_number;
};

struct Wide {
    long long wide = 5;
    char tail = 'w';
};

struct Second {
    explicit Second(int x) : second(x) {}
    int second;
    int Sum(int y) { return second + y; }
};

struct Both : Wide, Second {
    Both() : Second(3), last("last") {}
    ~Both() { printf("-both %d\n", second); }
    Named first{"first", 1};
    Named last;
    int own = 9;
    int All() { return (int)wide + second + own + Sum(1); }
};

template <typename T> T larger(T a, T b)
{
    return a < b ? b : a;
}

template <typename T, int Size> class Stack {
  public:
    bool Push(const T &item)
    {
        if (m_count == Size)
            return false;
        m_items[m_count++] = item;
        return true;
    }
    T &Top() { return m_items[m_count - 1]; }

  private:
    T m_items[Size];
    int m_count = 0;
};

static int over(int x) { return x; }
static int over(long long x) { return (int)x + 100; }
static int over(const char *) { return 200; }

static int &choose(int &a, int &b, bool first)
{
    return first ? a : b;
}

static int leave_early(int how)
{
    Named outer("outer", how);
    for (int i = 0; i < 3; i++) {
        Named inner("inner", i);
        if (how == 0)
            continue;
        if (how == 1 && i == 1)
            break;
        if (how == 2) {
            Named deepest("deepest");
            return inner.Get() + 10;
        }
        if (how == 3)
            goto out;
    }
    {
        Named block("block");
    }
out:
    return outer.Get();
}

static int by_value(Named n)
{
    n += 4;
    return n.Get();
}

int main()
{
    Named a("a"), b("b", 2);
    a.Add(1).Add(2) += 5;
    printf("%d %d\n", a.Get(), a[3]);
    Both both;
    printf("%d\n", both.All());
    Second *second = &both;
    second->second = 40;
    Both *again = static_cast<Both *>(second);
    printf("%d %d %d\n", both.second, again->own, (int)((char *)second - (char *)&both));
    printf("%d %d\n", larger(3, 4), (int)larger(2.5, 1.5));
    Stack<short, 2> stack;
    printf("%d%d%d", stack.Push(3), stack.Push(4), stack.Push(5));
    stack.Top() = 8;
    printf(" %d\n", stack.Top());
    printf("%d %d %d\n", over(1), over(1LL), over("x"));
    int x = 1, y = 2;
    choose(x, y, false) = 7;
    int &z = choose(x, y, true);
    z++;
    printf("%d %d\n", x, y);
    for (int how = 0; how < 4; how++)
        printf("= %d\n", leave_early(how));
    Named *made = new ("made") Named("heap", 3);
    printf("%d %d\n", made->Get(), Named::Twice(4));
    made->~Named();
    free(made);
    int got = by_value(b); // Microsoft's compiler destroys the argument in the callee, others behind the call
    printf("%d\n", got);
    Named("alone", 6);
    return 0;
}
