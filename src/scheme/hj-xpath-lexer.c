/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <string.h>

#include "hj-xpath-lexer.h"

static gboolean
starts_name (const char *at)
{
  return g_ascii_isalpha (*at) || *at == '_' || (guchar) *at >= 0x80;
}

static gboolean
goes_on (const char *at)
{
  return starts_name (at) || g_ascii_isdigit (*at) || *at == '-' || *at == '.';
}

/* A name, or prefix:name; the `::` of an axis is no part of it. */
static const char *
skip_name (const char *at)
{
  while (goes_on (at))
    at++;
  if (at[0] == ':' && at[1] != ':' && starts_name (at + 1))
    for (at++; goes_on (at);)
      at++;
  return at;
}

static const char *
skip_number (const char *at)
{
  while (g_ascii_isdigit (*at) || *at == '.')
    at++;
  return at;
}

static const char *
skip_literal (const char *at)
{
  const char *end = strchr (at + 1, *at);

  return end != NULL ? end + 1 : at + strlen (at);
}

static const char *
skip_sign (const char *at)
{
  static const char * const doubles[] = { "//", "::", "!=", "<=", ">=", ".." };

  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    if (strncmp (at, doubles[i], 2) == 0)
      return at + 2;
  return at + 1;
}

static HjToken
next_token (const char *at)
{
  HjToken token = { HJ_TOKEN_SIGN, at, 0 };
  const char *end;

  if (*at == '\0')
    {
      token.kind = HJ_TOKEN_END;
      end = at;
    }
  else if (*at == '"' || *at == '\'')
    {
      token.kind = HJ_TOKEN_LITERAL;
      end = skip_literal (at);
    }
  else if (g_ascii_isdigit (*at) || (*at == '.' && g_ascii_isdigit (at[1])))
    {
      token.kind = HJ_TOKEN_NUMBER;
      end = skip_number (at);
    }
  else if (starts_name (at))
    {
      token.kind = HJ_TOKEN_NAME;
      end = skip_name (at);
    }
  else if (*at == '$' || *at == '@')
    {
      token.kind = *at == '$' ? HJ_TOKEN_VARIABLE : HJ_TOKEN_ATTRIBUTE;
      end = skip_name (at + 1);
    }
  else
    end = skip_sign (at);
  token.length = (gsize) (end - at);
  return token;
}

GArray *
hj_xpath_lex (const char *xpath)
{
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (HjToken));
  HjToken token;

  do
    {
      while (g_ascii_isspace (*xpath))
        xpath++;
      token = next_token (xpath);
      g_array_append_val (tokens, token);
      xpath += token.length;
    }
  while (token.kind != HJ_TOKEN_END);
  return tokens;
}

gboolean
hj_token_is (const HjToken *token,
             const char    *text)
{
  return token->length == strlen (text) && strncmp (token->text, text, token->length) == 0;
}

char *
hj_token_dup_value (const HjToken *token)
{
  if (token->kind == HJ_TOKEN_LITERAL)
    return g_strndup (token->text + 1, token->length >= 2 ? token->length - 2 : 0);
  if (token->kind == HJ_TOKEN_VARIABLE || token->kind == HJ_TOKEN_ATTRIBUTE)
    return g_strndup (token->text + 1, token->length - 1);
  return g_strndup (token->text, token->length);
}
