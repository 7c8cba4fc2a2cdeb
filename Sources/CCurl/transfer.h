#ifndef RELINK_CURL_TRANSFER_H
#define RELINK_CURL_TRANSFER_H

#include "CCurl.h"
#include "buffer.h"
#include <curl/curl.h>

struct relink_transfer {
    CURL *easy;
    struct curl_slist *headers;
    relink_buffer body;
    relink_buffer answer_headers;
    size_t body_limit;
    bool over_limit;
    uint64_t tag;
    char error[CURL_ERROR_SIZE];
};

relink_outcome relink_outcome_of(relink_transfer *transfer, CURLcode code);

#endif
