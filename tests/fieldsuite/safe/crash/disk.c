/* Notes what is written below one folder, and refuses the Nth operation when it is told to.

   A line of the log is: kind (1 byte), length of the path, of the second path (2 bytes each), offset (8), length of
   the data (4), then paths and data; numbers as the machine has them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
static char paths[FILES][512];
static char prefix[512];
static int log_fd = -1;
static long count, fault_at = -1, fault_for;
static int fault_errno, fault_kinds;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

enum { WRITE = 'w', SYNC = 's', TRUNCATE = 't', CREATE = 'c', RENAME = 'r', UNLINK = 'u', MKDIR = 'm' };

/* Called by the scripted day through ctypes. */
void disk_watch(const char *folder, const char *log) {
    snprintf(prefix, sizeof prefix, "%s", folder);
    log_fd = log ? (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600) : -1;
    count = 0;
    fault_at = -1;
}
void disk_fault(long at, long how_many, int error, int kinds) {
    fault_at = count + at; fault_for = how_many; fault_errno = error; fault_kinds = kinds;
}
long disk_count(void) { return count; }

static int ours(const char *path) { return prefix[0] && path && !strncmp(path, prefix, strlen(prefix)); }
static const char *of(int fd) { return fd >= 0 && fd < FILES && paths[fd][0] ? paths[fd] : NULL; }

static void absolute(int at, const char *path, char *out, size_t size) {
    if (path[0] == '/') { snprintf(out, size, "%s", path); return; }
    char link[64], base[512] = "";
    if (at == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, base, sizeof base - 1);
    base[length > 0 ? length : 0] = 0;
    snprintf(out, size, "%s/%s", base, path);
}

/* 1 when this operation must fail. Kinds: 1 write, truncate and create, 2 sync, 4 rename, unlink, mkdir. */
static int refused(int kind) {
    long mine = count++;
    int bit = kind == SYNC ? 2 : (kind == RENAME || kind == UNLINK || kind == MKDIR) ? 4 : 1;
    if (fault_at >= 0 && mine >= fault_at && fault_for > 0 && (fault_kinds & bit)) {
        fault_for--;
        errno = fault_errno;
        return 1;
    }
    return 0;
}

static void note(int kind, const char *path, const char *second, int64_t offset, const void *data, uint32_t length) {
    if (log_fd < 0) return;
    uint16_t one = (uint16_t)strlen(path), two = second ? (uint16_t)strlen(second) : 0;
    unsigned char head[17];
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &one, 2); memcpy(head + 3, &two, 2); memcpy(head + 5, &offset, 8); memcpy(head + 13, &length, 4);
    struct iovec parts[4] = {{head, 17}, {(void *)path, one}, {(void *)second, two}, {(void *)data, data ? length : 0}};
    syscall(SYS_writev, log_fd, parts, 4);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int opened(int at, const char *path, int flags, mode_t mode) {
    char full[512];
    absolute(at, path, full, sizeof full);
    if (!ours(full)) {
        int other = (int)syscall(SYS_openat, at, path, flags, mode);
        if (other >= 0 && other < FILES) paths[other][0] = 0;
        return other;
    }
    pthread_mutex_lock(&turn);
    int fresh = (flags & O_CREAT) && syscall(SYS_faccessat, AT_FDCWD, full, F_OK) != 0, fd = -1;
    if (!((fresh || (flags & O_TRUNC)) && refused(CREATE))) {
        errno = 0;
        fd = (int)syscall(SYS_openat, at, path, flags | O_LARGEFILE, mode);
        if (fd >= 0) {
            if (fd < FILES) snprintf(paths[fd], sizeof paths[fd], "%s", full);
            if (fresh) note(CREATE, full, NULL, 0, NULL, 0);
            else if (flags & O_TRUNC) note(TRUNCATE, full, NULL, 0, NULL, 0);
        }
    }
    int kept = errno;
    pthread_mutex_unlock(&turn);
    errno = kept;
    return fd;
}
#define OPEN(name) int name(const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); mode_t mode = (flags & O_CREAT) ? va_arg(more, mode_t) : 0; va_end(more); \
    return opened(AT_FDCWD, path, flags, mode); }
OPEN(open)
OPEN(open64)
#define OPENAT(name) int name(int at, const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); mode_t mode = (flags & O_CREAT) ? va_arg(more, mode_t) : 0; va_end(more); \
    return opened(at, path, flags, mode); }
OPENAT(openat)
OPENAT(openat64)

static ssize_t written(int fd, const void *data, size_t length, int64_t offset, int placed) {
    const char *path = of(fd);
    if (!path) return placed ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    if (!refused(WRITE)) {
        if (!placed) {
            int end = (int)syscall(SYS_fcntl, fd, F_GETFL) & O_APPEND;
            offset = syscall(SYS_lseek, fd, 0, end ? SEEK_END : SEEK_CUR);
        }
        done = placed ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
        if (done > 0) note(WRITE, path, NULL, offset, data, (uint32_t)done);
    }
    int kept = errno;
    pthread_mutex_unlock(&turn);
    errno = kept;
    return done;
}
ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written(fd, data, length, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return written(fd, data, length, at, 1); }

#define SIMPLE(name, type, kind, path, second, offset, call) \
    const char *watched = path; \
    if (!ours(watched)) return (type)(call); \
    pthread_mutex_lock(&turn); \
    type done = -1; \
    if (!refused(kind)) { done = (type)(call); if (done == 0) note(kind, watched, second, offset, NULL, 0); } \
    int kept = errno; pthread_mutex_unlock(&turn); errno = kept; return done;

int fsync(int fd) { SIMPLE(fsync, int, SYNC, of(fd), NULL, 0, syscall(SYS_fsync, fd)) }
int fdatasync(int fd) { SIMPLE(fdatasync, int, SYNC, of(fd), NULL, 0, syscall(SYS_fdatasync, fd)) }
int ftruncate(int fd, off_t length) { SIMPLE(ftruncate, int, TRUNCATE, of(fd), NULL, length, syscall(SYS_ftruncate, fd, length)) }
int ftruncate64(int fd, off64_t length) { SIMPLE(ftruncate64, int, TRUNCATE, of(fd), NULL, length, syscall(SYS_ftruncate, fd, length)) }

int renameat(int at, const char *from, int to_at, const char *to) {
    char one[512], two[512];
    absolute(at, from, one, sizeof one); absolute(to_at, to, two, sizeof two);
    SIMPLE(renameat, int, RENAME, one, two, 0, syscall(SYS_renameat2, at, from, to_at, to, 0))
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }
int unlinkat(int at, const char *path, int flags) {
    char full[512];
    absolute(at, path, full, sizeof full);
    SIMPLE(unlinkat, int, UNLINK, full, NULL, flags, syscall(SYS_unlinkat, at, path, flags))
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int mkdirat(int at, const char *path, mode_t mode) {
    char full[512];
    absolute(at, path, full, sizeof full);
    SIMPLE(mkdirat, int, MKDIR, full, NULL, 0, syscall(SYS_mkdirat, at, path, mode))
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
