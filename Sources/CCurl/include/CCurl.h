#ifndef RELINK_CCURL_H
#define RELINK_CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The door to libcurl. Its header stays behind it: curl_easy_setopt is variadic, which Swift cannot call, and
 * the callbacks run far more cheaply without crossing into Swift.
 *
 * Everything belongs to one thread, except relink_multi_wake, the URL and date readers, and relink_thread_start.
 */

/* One request and its answer. Used again for the next request after relink_transfer_reset. */
typedef struct relink_transfer relink_transfer;

/* All requests under way, and the connections kept open between them. */
typedef struct relink_multi relink_multi;

/* How a transfer ended. */
typedef enum __attribute__((enum_extensibility(closed))) relink_outcome {
    relink_outcome_answered,
    relink_outcome_unresolved,
    relink_outcome_unconnected,
    relink_outcome_unconnected_in_time,
    relink_outcome_unanswered_in_time,
    relink_outcome_untrusted,
    relink_outcome_tls,
    relink_outcome_proxy,
    relink_outcome_interrupted,
    relink_outcome_too_large,
    relink_outcome_malformed_answer,
    relink_outcome_malformed_url,
    relink_outcome_other
} relink_outcome;

/* NULL when there is no memory. */
relink_transfer *relink_transfer_create(void);
void relink_transfer_destroy(relink_transfer *transfer);

/* Forgets the request before, and sets what holds for every request. */
bool relink_transfer_reset(relink_transfer *transfer, uint64_t tag, const char *user_agent);
bool relink_transfer_set_url(relink_transfer *transfer, const char *url);
bool relink_transfer_set_method(relink_transfer *transfer, const char *method);
/* The same with a body, which is copied and may be empty. */
bool relink_transfer_set_method_and_body(
    relink_transfer *transfer, const char *method, const uint8_t *body, size_t length);
/* `line` is "Name: value" without a line end. */
bool relink_transfer_add_header(relink_transfer *transfer, const char *line);
bool relink_transfer_set_limits(
    relink_transfer *transfer, long timeout_ms, long connect_timeout_ms, size_t body_limit);
/* PEM certificates that replace the system's file. Borrowed until the transfer is reset or destroyed. */
bool relink_transfer_set_trust(relink_transfer *transfer, const uint8_t *pem, size_t length);
/* No proxy, whatever the environment says. */
bool relink_transfer_set_direct(relink_transfer *transfer);
/* Waits for a connection that is being opened when the new request could share it (HTTP/2). */
bool relink_transfer_set_sharing(relink_transfer *transfer);
/* Opens a connection of its own. libcurl sends a request again by itself when a kept connection turns out dead;
   on a fresh connection it never does. */
bool relink_transfer_set_once(relink_transfer *transfer);

uint64_t relink_transfer_tag(const relink_transfer *transfer);
/* The HTTP status, 0 when there was no answer. */
long relink_transfer_status(const relink_transfer *transfer);
const uint8_t *relink_transfer_body(const relink_transfer *transfer, size_t *length);
/* The header lines of the last answer, each with its line end. */
const uint8_t *relink_transfer_headers(const relink_transfer *transfer, size_t *length);
/* libcurl's own words. They may hold parts of the URL: only for outcomes about TLS, where they do not. */
const char *relink_transfer_error(const relink_transfer *transfer);

/* NULL when there is no memory. `kept_connections`: how many stay open while idle. */
relink_multi *relink_multi_create(long kept_connections);
/* Every transfer must have been removed before. */
void relink_multi_destroy(relink_multi *multi);
bool relink_multi_add(relink_multi *multi, relink_transfer *transfer);
void relink_multi_remove(relink_multi *multi, relink_transfer *transfer);
/* Does what can be done without waiting. */
void relink_multi_perform(relink_multi *multi);
/* A transfer that ended, already removed; NULL when there is none. */
relink_transfer *relink_multi_next_ended(relink_multi *multi, relink_outcome *outcome);
/* Sleeps until a socket, a deadline of a transfer, or relink_multi_wake wants attention; for ever otherwise. */
void relink_multi_wait(relink_multi *multi);
/* From any thread. */
void relink_multi_wake(relink_multi *multi);

/* What a URL says, as libcurl itself will read it. Texts are freed by relink_url_free. */
typedef struct relink_url {
    char *scheme;
    char *host;
    char *port; /* NULL when it is not written */
    bool has_credentials;
    bool has_query_or_fragment;
} relink_url;

bool relink_url_parse(const char *text, relink_url *url);
void relink_url_free(relink_url *url);

/* Seconds since 1970 of any of the date forms that HTTP allows; -1 when it is none. */
int64_t relink_http_date(const char *text);

/* The CA file libcurl was built to use, or NULL. */
const char *relink_system_ca_file(void);

/* A detached thread with every signal blocked: handlers run on threads that expect them, and a write to a
   closed socket is an error code instead of SIGPIPE. */
bool relink_thread_start(void (*body)(void *), void *context);

#endif
