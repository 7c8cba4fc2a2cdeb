#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
enum { WATCHED = sizeof watched / sizeof watched[0] };

static struct sigaction before[WATCHED];
static volatile sig_atomic_t wake_descriptor = -1;
static bool watching;

bool relink_wake_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0; }

void relink_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

/* A full pipe loses nothing: its reader is awake and will look at the size and at the other bytes. */
static void tell(int number) {
    int kept = errno;
    unsigned char byte = (unsigned char)number;
    int descriptor = wake_descriptor;
    if (descriptor >= 0 && write(descriptor, &byte, 1) < 0) errno = 0;
    errno = kept;
}

static void watch(int number, struct sigaction *old) {
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, old);
}

void relink_signals_start(int wake) {
    wake_descriptor = wake;
    if (watching) return;
    watching = true;
    for (int i = 0; i < WATCHED; i++) watch(watched[i], &before[i]);
}

void relink_signals_stop(void) {
    if (!watching) return;
    watching = false;
    for (int i = 0; i < WATCHED; i++) sigaction(watched[i], &before[i], NULL);
    wake_descriptor = -1;
}

static void raise_by_default(int number) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
    sigset_t this_one;
    sigemptyset(&this_one);
    sigaddset(&this_one, number);
    pthread_sigmask(SIG_UNBLOCK, &this_one, NULL);
    raise(number);
}

/* The default action, and not SIGSTOP: the kernel drops it where no shell is left to continue the process.
   raise() is for this thread, so the process has stopped before the next line; the SIGCONT that ends the stop is
   no news then. */
void relink_stop_process(void) {
    struct sigaction ignored = {.sa_handler = SIG_DFL};
    sigemptyset(&ignored.sa_mask);
    sigaction(SIGCONT, &ignored, NULL);
    raise_by_default(SIGTSTP);
    watch(SIGTSTP, NULL);
    watch(SIGCONT, NULL);
}

_Noreturn void relink_end_by_signal(int number) {
    raise_by_default(number);
    _exit(128 + number);
}
