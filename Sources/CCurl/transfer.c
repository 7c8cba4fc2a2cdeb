#include "transfer.h"

/* A gateway's headers are a few hundred bytes; this is for those who send megabytes of them. */
static const size_t header_limit = 64 * 1024;

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    relink_transfer *transfer = context;
    size_t length = size * count;
    if (length > transfer->body_limit - transfer->body.length) {
        transfer->over_limit = true;
        return 0;
    }
    return relink_buffer_append(&transfer->body, bytes, length) ? length : 0;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
    relink_transfer *transfer = context;
    size_t length = size * count;
    /* A status line begins a new set: what came before belonged to a 100 Continue. */
    if (length > 5 && memcmp(bytes, "HTTP/", 5) == 0) transfer->answer_headers.length = 0;
    if (length > header_limit - transfer->answer_headers.length) {
        transfer->over_limit = true;
        return 0;
    }
    return relink_buffer_append(&transfer->answer_headers, bytes, length) ? length : 0;
}

relink_transfer *relink_transfer_create(void) {
    relink_transfer *transfer = calloc(1, sizeof *transfer);
    if (!transfer) return NULL;
    transfer->easy = curl_easy_init();
    if (!transfer->easy) {
        free(transfer);
        return NULL;
    }
    return transfer;
}

void relink_transfer_destroy(relink_transfer *transfer) {
    if (!transfer) return;
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->headers);
    free(transfer->body.bytes);
    free(transfer->answer_headers.bytes);
    free(transfer);
}

#define SET(option, value) (curl_easy_setopt(transfer->easy, (option), (value)) == CURLE_OK)

bool relink_transfer_reset(relink_transfer *transfer, uint64_t tag, const char *user_agent) {
    curl_easy_reset(transfer->easy);
    curl_slist_free_all(transfer->headers);
    transfer->headers = NULL;
    relink_buffer_clear(&transfer->body);
    relink_buffer_clear(&transfer->answer_headers);
    transfer->over_limit = false;
    transfer->error[0] = 0;
    transfer->tag = tag;
    bool done = SET(CURLOPT_PRIVATE, transfer) && SET(CURLOPT_ERRORBUFFER, transfer->error)
        && SET(CURLOPT_WRITEFUNCTION, take_body) && SET(CURLOPT_WRITEDATA, transfer)
        && SET(CURLOPT_HEADERFUNCTION, take_header) && SET(CURLOPT_HEADERDATA, transfer)
        && SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) && SET(CURLOPT_NOSIGNAL, 1L)
        && SET(CURLOPT_FOLLOWLOCATION, 0L) && SET(CURLOPT_UNRESTRICTED_AUTH, 0L)
        && SET(CURLOPT_HTTP09_ALLOWED, 0L) && SET(CURLOPT_SSL_VERIFYPEER, 1L) && SET(CURLOPT_SSL_VERIFYHOST, 2L)
        && SET(CURLOPT_USERAGENT, user_agent);
    /* A libcurl without zlib or HTTP/2 refuses these; it works without. */
    SET(CURLOPT_ACCEPT_ENCODING, "gzip");
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
#if LIBCURL_VERSION_NUM >= 0x075500
    done = done && SET(CURLOPT_PROTOCOLS_STR, "http,https");
#else
    done = done && SET(CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
#if LIBCURL_VERSION_NUM >= 0x075700
    /* Otherwise giving up a transfer whose name is still being looked up waits for the resolver's thread, and
       one dead name server stops every transfer. */
    SET(CURLOPT_QUICK_EXIT, 1L);
#endif
    return done;
}

bool relink_transfer_set_url(relink_transfer *transfer, const char *url) { return SET(CURLOPT_URL, url); }

bool relink_transfer_set_method(relink_transfer *transfer, const char *method) {
    return SET(CURLOPT_HTTPGET, 1L) && SET(CURLOPT_CUSTOMREQUEST, method);
}

bool relink_transfer_set_method_and_body(
    relink_transfer *transfer, const char *method, const uint8_t *body, size_t length) {
    const char *bytes = length ? (const char *)body : "";
    return SET(CURLOPT_POST, 1L) && SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length)
        && SET(CURLOPT_COPYPOSTFIELDS, bytes) && SET(CURLOPT_CUSTOMREQUEST, method);
}

bool relink_transfer_add_header(relink_transfer *transfer, const char *line) {
    struct curl_slist *longer = curl_slist_append(transfer->headers, line);
    if (!longer) return false;
    transfer->headers = longer;
    return SET(CURLOPT_HTTPHEADER, longer);
}

bool relink_transfer_set_limits(
    relink_transfer *transfer, long timeout_ms, long connect_timeout_ms, size_t body_limit) {
    transfer->body_limit = body_limit;
    return SET(CURLOPT_TIMEOUT_MS, timeout_ms) && SET(CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms)
        && SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)body_limit);
}

bool relink_transfer_set_trust(relink_transfer *transfer, const uint8_t *pem, size_t length) {
    struct curl_blob blob = {.data = (void *)pem, .len = length, .flags = CURL_BLOB_NOCOPY};
    return SET(CURLOPT_CAINFO_BLOB, &blob);
}

bool relink_transfer_set_direct(relink_transfer *transfer) { return SET(CURLOPT_PROXY, ""); }

bool relink_transfer_set_sharing(relink_transfer *transfer) { return SET(CURLOPT_PIPEWAIT, 1L); }

bool relink_transfer_set_once(relink_transfer *transfer) { return SET(CURLOPT_FRESH_CONNECT, 1L); }

uint64_t relink_transfer_tag(const relink_transfer *transfer) { return transfer->tag; }

long relink_transfer_status(const relink_transfer *transfer) {
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

const uint8_t *relink_transfer_body(const relink_transfer *transfer, size_t *length) {
    *length = transfer->body.length;
    return transfer->body.bytes;
}

const uint8_t *relink_transfer_headers(const relink_transfer *transfer, size_t *length) {
    *length = transfer->answer_headers.length;
    return transfer->answer_headers.bytes;
}

const char *relink_transfer_error(const relink_transfer *transfer) { return transfer->error; }
