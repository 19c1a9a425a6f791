// A folder of what was computed once.
//
//     FOLDER/CACHEDIR.TAG    says whose it is (bford.info/cachedir): backups leave it out, and nothing else is removed
//     FOLDER/3f/<30 digits>  an entry: a header, then its bytes
#include "support/store.h"

#include "support/file.h"
#include "support/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char tag_text[] = "Signature: 8a477f597d28d172789f06886806bc55\n"
                               "# What ndislint has computed once. All of it may be removed: ndislint cache --clear\n";

static const char entry_magic[8] = {'n', 'd', 'i', 's', 'k', 'e', 'p', 't'};

struct entry_header {
    char magic[8];
    struct digest key;
    uint64_t size; // of the bytes behind the header
    struct digest checksum;
};

struct store {
    char *folder;
    uint64_t limit;
    struct digest edition;
    bool grown; // something was put
};

// ---- whose folder it is ----

static bool is_tagged(const char *folder)
{
    char *path = memory_format("%s/CACHEDIR.TAG", folder);
    size_t n;
    char *text = file_read(path, sizeof tag_text, &n);
    bool tagged = text && !strcmp(text, tag_text);
    free(text);
    free(path);
    return tagged;
}

static bool is_empty(const char *folder)
{
    bool empty = true;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && empty && (entry = readdir(dir));)
        empty = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") || !strncmp(entry->d_name, ".tag.", 5);
    if (dir)
        closedir(dir);
    return dir && empty;
}

static void make_folders(const char *folder)
{
    char *at = memory_format("%s/", folder);
    for (char *slash = strchr(at + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(at, 0700);
        *slash = '/';
    }
    free(at);
}

static bool write_all(int fd, const void *bytes, size_t n)
{
    for (const char *at = bytes; n;) {
        ssize_t wrote = write(fd, at, n);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        at += wrote;
        n -= (size_t)wrote;
    }
    return true;
}

// Writes the pieces to a new file, which then becomes PATH; BESIDE is the pattern of its first name.
static bool write_whole(const char *path, const char *beside, const void *head, size_t m, const void *bytes, size_t n)
{
    char *name = memory_format("%s", beside);
    int fd = mkostemp(name, O_CLOEXEC);
    bool written = fd >= 0 && write_all(fd, head, m) && write_all(fd, bytes, n);
    if (fd >= 0)
        written &= close(fd) == 0;
    written = written && rename(name, path) == 0;
    int number = errno;
    if (fd >= 0 && !written)
        unlink(name);
    free(name);
    errno = number;
    return written;
}

// 0, or the error's number.
static int tag(const char *folder)
{
    char *path = memory_format("%s/CACHEDIR.TAG", folder), *beside = memory_format("%s/.tag.XXXXXX", folder);
    int number = write_whole(path, beside, tag_text, sizeof tag_text - 1, NULL, 0) ? 0 : errno;
    free(beside);
    free(path);
    return number;
}

// Makes FOLDER ours, or finds that it is. 0, or the error's number.
static int claim(const char *folder)
{
    make_folders(folder);
    if (is_tagged(folder))
        return 0;
    int number = is_empty(folder) ? tag(folder) : file_is_folder(folder) ? ENOTEMPTY : ENOTDIR;
    return number && is_tagged(folder) ? 0 : number; // another process may have done it meanwhile
}

struct store *store_open(const char *folder, uint64_t limit, struct digest edition, char **problem)
{
    int number = claim(folder);
    if (number) {
        *problem = memory_format("%s: %s", folder,
            number == ENOTEMPTY ? "it holds other things: give a new or an empty folder" : strerror(number));
        return NULL;
    }
    struct store *store = memory_new(sizeof *store);
    store->folder = memory_format("%s", folder);
    store->limit = limit;
    store->edition = edition;
    return store;
}

// ---- entries ----

static char *entry_path(const struct store *store, struct digest key)
{
    char digits[DIGEST_DIGITS + 1];
    digest_text(key, digits);
    return memory_format("%s/%.2s/%s", store->folder, digits, digits + 2);
}

// The bytes of the entry in FD; NULL if it is not the whole entry of KEY.
static char *entry_read(int fd, struct digest key, size_t *n)
{
    struct stat status;
    struct entry_header header;
    if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode) || (uint64_t)status.st_size < sizeof header ||
        read(fd, &header, sizeof header) != (ssize_t)sizeof header)
        return NULL;
    *n = (size_t)status.st_size - sizeof header;
    if (memcmp(header.magic, entry_magic, sizeof entry_magic) != 0 || !digest_equal(header.key, key) ||
        header.size != *n)
        return NULL;
    char *bytes = malloc(*n + 1); // a file may say that it is larger than memory
    size_t at = 0;
    for (ssize_t got = 1; bytes && at < *n && got > 0; at += got > 0 ? (size_t)got : 0)
        got = read(fd, bytes + at, *n - at);
    if (bytes && at == *n && digest_equal(digest_of(bytes, *n), header.checksum)) {
        bytes[*n] = '\0';
        return bytes;
    }
    free(bytes);
    return NULL;
}

static struct digest full_key(const struct store *store, struct digest key)
{
    struct digest both[] = {store->edition, key};
    return digest_of(both, sizeof both);
}

char *store_get(struct store *store, struct digest short_key, size_t *n)
{
    struct digest key = full_key(store, short_key);
    char *path = entry_path(store, key), *bytes = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd >= 0) {
        bytes = entry_read(fd, key, n);
        if (bytes)
            futimens(fd, NULL); // by this is known what was not asked for
        else
            unlink(path);
        close(fd);
    }
    free(path);
    return bytes;
}

bool store_has(struct store *store, struct digest key)
{
    char *path = entry_path(store, full_key(store, key));
    bool there = file_is_regular(path);
    free(path);
    return there;
}

void store_put(struct store *store, struct digest short_key, const void *bytes, size_t n)
{
    struct digest key = full_key(store, short_key);
    struct entry_header header = {.key = key, .size = n, .checksum = digest_of(bytes, n)};
    memcpy(header.magic, entry_magic, sizeof entry_magic);
    char *path = entry_path(store, key), *folder = path_folder(path), *beside = memory_format("%s/.XXXXXX", folder);
    mkdir(folder, 0700);
    store->grown |= write_whole(path, beside, &header, sizeof header, bytes, n);
    free(beside);
    free(folder);
    free(path);
}

// ---- all entries ----

struct listed {
    char *path;
    uint64_t size;
    struct timespec used;
    bool unfinished; // it is being written, or its writer has died
};

struct listing {
    VEC(struct listed) at;
};

static bool is_hexadecimal(const char *text, size_t n)
{
    return strlen(text) == n && strspn(text, "0123456789abcdef") == n;
}

static void list_entry(struct listing *listing, const char *folder, const char *name)
{
    struct stat status;
    bool unfinished = *name == '.' && strlen(name) == 7;
    struct listed listed = {.path = memory_format("%s/%s", folder, name), .unfinished = unfinished};
    if ((unfinished || is_hexadecimal(name, DIGEST_DIGITS - 2)) && lstat(listed.path, &status) == 0 &&
        S_ISREG(status.st_mode)) {
        listed.size = (uint64_t)status.st_size;
        listed.used = status.st_mtim;
        vec_push(&listing->at, listed);
    } else {
        free(listed.path);
    }
}

static void list_folder(struct listing *listing, const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        list_entry(listing, folder, entry->d_name);
    if (dir)
        closedir(dir);
}

static void list_all(struct listing *listing, const char *folder)
{
    for (unsigned i = 0; i < 256; i++) {
        char *below = memory_format("%s/%02x", folder, i);
        list_folder(listing, below);
        free(below);
    }
}

static void listing_free(struct listing *listing)
{
    for (size_t i = 0; i < listing->at.count; i++)
        free(listing->at.at[i].path);
    vec_free(&listing->at);
}

static int compare_used(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    if (x->used.tv_sec != y->used.tv_sec)
        return x->used.tv_sec < y->used.tv_sec ? -1 : 1;
    return (x->used.tv_nsec > y->used.tv_nsec) - (x->used.tv_nsec < y->used.tv_nsec);
}

// What a process that died has left behind.
static void sweep_unfinished(const struct listing *listing)
{
    enum { LONG_AGO = 3600 }; // seconds
    time_t now = time(NULL);
    for (size_t i = 0; i < listing->at.count; i++)
        if (listing->at.at[i].unfinished && listing->at.at[i].used.tv_sec + LONG_AGO < now)
            unlink(listing->at.at[i].path);
}

// Down to four fifths of the limit, so that not every run has to.
static void evict(const struct store *store)
{
    struct listing listing = {0};
    uint64_t total = 0;
    list_all(&listing, store->folder);
    for (size_t i = 0; i < listing.at.count; i++)
        total += listing.at.at[i].size;
    sweep_unfinished(&listing);
    if (total > store->limit) {
        qsort(listing.at.at, listing.at.count, sizeof *listing.at.at, compare_used);
        for (size_t i = 0; i < listing.at.count && total > store->limit / 5 * 4; i++)
            if (!listing.at.at[i].unfinished && unlink(listing.at.at[i].path) == 0)
                total -= listing.at.at[i].size;
    }
    listing_free(&listing);
}

void store_close(struct store *store)
{
    if (!store)
        return;
    if (store->grown)
        evict(store);
    free(store->folder);
    free(store);
}

struct store_size store_measure(const char *folder)
{
    struct listing listing = {0};
    struct store_size size = {0};
    list_all(&listing, folder);
    for (size_t i = 0; i < listing.at.count; i++) {
        size.entries += !listing.at.at[i].unfinished;
        size.bytes += listing.at.at[i].size;
    }
    listing_free(&listing);
    return size;
}

char *store_clear(const char *folder)
{
    struct listing listing = {0};
    char *problem = NULL;
    if (!file_is_folder(folder))
        return NULL;
    if (!is_tagged(folder) && !is_empty(folder))
        return memory_format("%s: it is no cache of ndislint: nothing was removed", folder);
    list_all(&listing, folder);
    for (size_t i = 0; i < listing.at.count && !problem; i++)
        if (unlink(listing.at.at[i].path) < 0 && errno != ENOENT)
            problem = memory_format("%s: %s", listing.at.at[i].path, strerror(errno));
    listing_free(&listing);
    return problem;
}

char *store_default_folder(void)
{
    const char *caches = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (caches && *caches == '/') // a relative one is to be ignored (XDG Base Directory Specification)
        return memory_format("%s/ndislint", caches);
    return home && *home == '/' ? memory_format("%s/.cache/ndislint", home) : NULL;
}
