#include "CCurl.h"
#include <curl/curl.h>
#include <string.h>

static bool has(CURLU *handle, CURLUPart part) {
    char *text = NULL;
    bool found = curl_url_get(handle, part, &text, 0) == CURLUE_OK;
    curl_free(text);
    return found;
}

bool relink_url_parse(const char *text, relink_url *url) {
    memset(url, 0, sizeof *url);
    CURLU *handle = curl_url();
    if (!handle) return false;
    bool done = curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK
        && curl_url_get(handle, CURLUPART_SCHEME, &url->scheme, 0) == CURLUE_OK
        && curl_url_get(handle, CURLUPART_HOST, &url->host, 0) == CURLUE_OK;
    if (done) {
        curl_url_get(handle, CURLUPART_PORT, &url->port, 0);
        url->has_credentials = has(handle, CURLUPART_USER) || has(handle, CURLUPART_PASSWORD);
        url->has_query_or_fragment = has(handle, CURLUPART_QUERY) || has(handle, CURLUPART_FRAGMENT);
    }
    curl_url_cleanup(handle);
    if (!done) relink_url_free(url);
    return done;
}

void relink_url_free(relink_url *url) {
    curl_free(url->scheme);
    curl_free(url->host);
    curl_free(url->port);
    memset(url, 0, sizeof *url);
}

int64_t relink_http_date(const char *text) { return (int64_t)curl_getdate(text, NULL); }

const char *relink_system_ca_file(void) {
#if LIBCURL_VERSION_NUM >= 0x074600
    const curl_version_info_data *about = curl_version_info(CURLVERSION_NOW);
    if (about->age >= CURLVERSION_SEVENTH) return about->cainfo;
#endif
    return NULL;
}
