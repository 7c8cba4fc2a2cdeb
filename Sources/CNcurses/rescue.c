#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include "shared.h"

#include <fcntl.h>
#include <ncurses.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <term.h>
#include <unistd.h>

/* What a crash handler may do is little, so everything is made ready when the screen starts: the bytes, the
   terminal's mode, and descriptors of its own. */

enum { OFF, ARMED, RESCUING };

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGQUIT};
enum { CRASHES = sizeof crashes / sizeof crashes[0], KEPT = 64 * 1024 };

static atomic_int state = OFF;
static struct sigaction before[CRASHES];
static char bytes[1024];
static size_t byte_count;
static int terminal = -1;
static int nowhere = -1;
static int kept_errors = -1;
static int real_errors = -1;

static int collect(int byte) {
    if (byte_count < sizeof bytes) bytes[byte_count++] = (char)byte;
    return byte;
}

static void add(const char *capability) {
    if (capability != NULL) tputs(capability, 1, collect);
}

/* A fixed room: whoever writes too much to standard error loses the end of it, and memory stays bounded. */
static void keep_errors(void) {
    struct stat errors, output;
    if (fstat(STDERR_FILENO, &errors) != 0 || fstat(STDOUT_FILENO, &output) != 0) return;
    if (!S_ISCHR(errors.st_mode) || errors.st_rdev != output.st_rdev) return;
    kept_errors = memfd_create("relink-stderr", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (kept_errors < 0) return;
    if (ftruncate(kept_errors, KEPT) != 0 || fcntl(kept_errors, F_ADD_SEALS, F_SEAL_GROW) != 0) {
        close(kept_errors);
        kept_errors = -1;
        return;
    }
    real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_errors >= 0) dup2(kept_errors, STDERR_FILENO);
}

static void show_errors(void) {
    if (kept_errors < 0 || real_errors < 0) return;
    dup2(real_errors, STDERR_FILENO);
    off_t length = lseek(kept_errors, 0, SEEK_CUR);
    char part[512];
    for (off_t place = 0; place < length;) {
        size_t room = sizeof part;
        if (length - place < (off_t)room) room = (size_t)(length - place);
        ssize_t count = pread(kept_errors, part, room, place);
        if (count <= 0 || !relink_write(STDERR_FILENO, part, (size_t)count)) return;
        place += count;
    }
}

/* Other threads may be drawing right now: their bytes go nowhere from here on, and never over the restored screen. */
static void rescue(void) {
    dup2(nowhere, STDOUT_FILENO);
    relink_write(terminal, bytes, byte_count);
    tcsetattr(terminal, TCSANOW, &relink_mode_before);
    show_errors();
}

static void crashed(int number, siginfo_t *info, void *context) {
    (void)context;
    int expected = ARMED;
    if (atomic_compare_exchange_strong(&state, &expected, RESCUING)) {
        rescue();
    } else if (expected == RESCUING) {
        while (true) pause();
    }
    /* The default action, and not whoever handled it before: Swift's own backtracer shows what registers point to,
       which may be a secret, and asks questions of a terminal that nobody expects to be asked. */
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
    /* A fault comes again by itself when its instruction does, with its cause intact; a sent signal does not. */
    if (info->si_code <= 0 || number == SIGQUIT) raise(number);
}

static void leaving(void) {
    int expected = ARMED;
    if (!atomic_compare_exchange_strong(&state, &expected, RESCUING)) return;
    rescue();
    dup2(terminal, STDOUT_FILENO);
}

static void close_one(int *descriptor) {
    if (*descriptor >= 0) close(*descriptor);
    *descriptor = -1;
}

void relink_rescue_arm(const char *also) {
    static bool registered;
    if (atomic_load(&state) != OFF) return;
    if (!registered) registered = atexit(leaving) == 0;

    byte_count = 0;
    add(orig_pair);
    add(exit_attribute_mode);
    add(clear_screen);
    for (const char *next = also; next != NULL && *next != '\0'; next++) collect(*next);
    add(cursor_normal);
    add(exit_ca_mode);

    if (terminal < 0) terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (nowhere < 0) nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    keep_errors();

    atomic_store(&state, ARMED);
    struct sigaction action = {.sa_sigaction = crashed, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CRASHES; i++) sigaddset(&action.sa_mask, crashes[i]);
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &before[i]);
}

void relink_rescue_disarm(void) {
    int expected = ARMED;
    if (!atomic_compare_exchange_strong(&state, &expected, OFF)) return;
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &before[i], NULL);
    show_errors();
    close_one(&kept_errors);
    close_one(&real_errors);
    close_one(&terminal);
    close_one(&nowhere);
}
