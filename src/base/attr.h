/*
 * attr.h - what compilers can be told, in one place.
 */
#ifndef MW_BASE_ATTR_H
#define MW_BASE_ATTR_H

#if defined(__GNUC__)
#define MW_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define MW_NORETURN __attribute__((noreturn))
#define MW_MUST_CHECK __attribute__((warn_unused_result))
#define MW_PURE __attribute__((pure))
#else
#define MW_PRINTF(f, a)
#define MW_NORETURN
#define MW_MUST_CHECK
#define MW_PURE
#endif

#define MW_LEN(array) (sizeof(array) / sizeof((array)[0]))

#endif
