#include "transfer.h"
#include <limits.h>
#include <pthread.h>

struct relink_multi {
    CURLM *handle;
};

static pthread_once_t prepared = PTHREAD_ONCE_INIT;
static void prepare(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

relink_multi *relink_multi_create(long kept_connections) {
    pthread_once(&prepared, prepare);
    relink_multi *multi = calloc(1, sizeof *multi);
    if (!multi) return NULL;
    multi->handle = curl_multi_init();
    if (!multi->handle) {
        free(multi);
        return NULL;
    }
    curl_multi_setopt(multi->handle, CURLMOPT_MAXCONNECTS, kept_connections);
    curl_multi_setopt(multi->handle, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
    return multi;
}

void relink_multi_destroy(relink_multi *multi) {
    curl_multi_cleanup(multi->handle);
    free(multi);
}

bool relink_multi_add(relink_multi *multi, relink_transfer *transfer) {
    return curl_multi_add_handle(multi->handle, transfer->easy) == CURLM_OK;
}

void relink_multi_remove(relink_multi *multi, relink_transfer *transfer) {
    curl_multi_remove_handle(multi->handle, transfer->easy);
}

void relink_multi_perform(relink_multi *multi) {
    int running = 0;
    curl_multi_perform(multi->handle, &running);
}

relink_transfer *relink_multi_next_ended(relink_multi *multi, relink_outcome *outcome) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi->handle, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        relink_transfer *transfer = NULL;
        CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        *outcome = relink_outcome_of(transfer, code);
        curl_multi_remove_handle(multi->handle, transfer->easy);
        return transfer;
    }
    return NULL;
}

void relink_multi_wait(relink_multi *multi) { curl_multi_poll(multi->handle, NULL, 0, INT_MAX, NULL); }

void relink_multi_wake(relink_multi *multi) { curl_multi_wakeup(multi->handle); }
