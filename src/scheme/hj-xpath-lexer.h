/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of an XPath 1.0 expression, for those who must know what it names before libxml2
 * evaluates it. It is no parser: what is not XPath is told by libxml2. */
typedef enum {
  HJ_TOKEN_END,
  HJ_TOKEN_LITERAL,   /* with its quotes */
  HJ_TOKEN_NUMBER,
  HJ_TOKEN_NAME,      /* also prefix:name; an axis is told by what follows */
  HJ_TOKEN_VARIABLE,  /* with its $ */
  HJ_TOKEN_ATTRIBUTE, /* with its @, and no more than that before a * */
  HJ_TOKEN_SIGN,      /* one or two characters: / // :: ( ) [ ] , | and the operators */
} HjTokenKind;

typedef struct {
  HjTokenKind  kind;
  const char  *text;    /* borrowed from the expression */
  gsize        length;
} HjToken;

GArray   *hj_xpath_lex (const char *xpath);  /* (element-type HjToken), ended by HJ_TOKEN_END */
gboolean  hj_token_is (const HjToken *token, const char *text);
char     *hj_token_dup_value (const HjToken *token);  /* of a literal without quotes, of a variable or attribute its name */

G_END_DECLS
