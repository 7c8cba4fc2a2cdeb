#define _GNU_SOURCE
#include "CSpawn.h"

#include <fcntl.h>
#include <unistd.h>

int relink_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

short relink_spawn_flags(bool new_session) {
    int own = new_session ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP;
    return (short)(own | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

bool relink_spawn_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0; }
