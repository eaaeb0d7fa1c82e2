/*
 * sanitized.h - whether the address sanitizer watches over memory, which gcc and clang tell in ways of their
 * own: then no allocator of ours may stand before its.
 */
#ifndef TONGBAO_BASE_SANITIZED_H
#define TONGBAO_BASE_SANITIZED_H

/* 1 or 0. */
#if defined __SANITIZE_ADDRESS__
#define SANITIZED_ADDRESS 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED_ADDRESS 1
#endif
#endif
#ifndef SANITIZED_ADDRESS
#define SANITIZED_ADDRESS 0
#endif

#endif
