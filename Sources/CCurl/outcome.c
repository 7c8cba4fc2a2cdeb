#include "transfer.h"

static relink_outcome late(relink_transfer *transfer) {
    curl_off_t ready = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
    return ready > 0 ? relink_outcome_unanswered_in_time : relink_outcome_unconnected_in_time;
}

relink_outcome relink_outcome_of(relink_transfer *transfer, CURLcode code) {
    if (transfer->over_limit) return relink_outcome_too_large;
    switch (code) {
    case CURLE_OK: return relink_outcome_answered;
    case CURLE_COULDNT_RESOLVE_HOST: return relink_outcome_unresolved;
    case CURLE_COULDNT_CONNECT: return relink_outcome_unconnected;
    case CURLE_OPERATION_TIMEDOUT: return late(transfer);
    case CURLE_PEER_FAILED_VERIFICATION: return relink_outcome_untrusted;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR: return relink_outcome_tls;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return relink_outcome_proxy;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return relink_outcome_interrupted;
    case CURLE_FILESIZE_EXCEEDED: return relink_outcome_too_large;
    /* libcurl says "unsupported protocol" to an answer without a status line (HTTP/0.9). */
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING: return relink_outcome_malformed_answer;
    case CURLE_URL_MALFORMAT: return relink_outcome_malformed_url;
    default: return relink_outcome_other;
    }
}
