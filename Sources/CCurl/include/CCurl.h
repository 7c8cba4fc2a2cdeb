#ifndef RELINK_CCURL_H
#define RELINK_CCURL_H
/* The door to libcurl: filled by the Gateways module. */
#endif
