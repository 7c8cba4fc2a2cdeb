#ifndef RELINK_CURL_BUFFER_H
#define RELINK_CURL_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that grow as they arrive. */
typedef struct relink_buffer {
    uint8_t *bytes;
    size_t length;
    size_t capacity;
} relink_buffer;

static inline bool relink_buffer_append(relink_buffer *buffer, const void *bytes, size_t length) {
    if (length > buffer->capacity - buffer->length) {
        size_t wanted = buffer->capacity ? buffer->capacity : 1024;
        while (wanted - buffer->length < length) wanted *= 2;
        uint8_t *grown = realloc(buffer->bytes, wanted);
        if (!grown) return false;
        buffer->bytes = grown;
        buffer->capacity = wanted;
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    return true;
}

/* Keeps the memory for the next answer, unless one large answer made it large. */
static inline void relink_buffer_clear(relink_buffer *buffer) {
    buffer->length = 0;
    if (buffer->capacity > 64 * 1024) {
        free(buffer->bytes);
        buffer->bytes = NULL;
        buffer->capacity = 0;
    }
}

#endif
