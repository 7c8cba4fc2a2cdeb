#ifndef RELINK_CSPAWN_H
#define RELINK_CSPAWN_H

#include <spawn.h>
#include <stdbool.h>

/* What glibc shows to GNU programs only, and Swift's own module therefore leaves out. */

/* The child closes every file from `first` on. */
int relink_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

/* Flags for a child whose signals are as in a fresh process: leader of a new session without a terminal, or of a new
   process group in ours. */
short relink_spawn_flags(bool new_session);

/* Both ends are closed when another program is started. */
bool relink_spawn_pipe(int ends[2]);

#endif
