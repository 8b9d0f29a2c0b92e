/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-scheme-sense-private.h"
#include "hj-standards-private.h"

/* What an expression names must be there: a slip of the pen in an attribute would make a
 * standard unknown for ever, and nobody would see why. */

typedef struct {
  HjSense       *sense;
  gconstpointer  object;
  const char    *xpath;
  GArray        *tokens;
  gboolean       measure;
} Reading;

static const HjToken *
token_at (const Reading *reading,
          guint          i)
{
  return &g_array_index (reading->tokens, HjToken, MIN (i, reading->tokens->len - 1));
}

static const HjVocabulary *
find_vocabulary (const HjScheme *scheme,
                 const char     *id)
{
  for (guint i = 0; i < scheme->vocabularies->len; i++)
    {
      const HjVocabulary *vocabulary = scheme->vocabularies->pdata[i];

      if (g_str_equal (vocabulary->id, id))
        return vocabulary;
    }
  return NULL;
}

static gboolean
has_word (const HjVocabulary *vocabulary,
          const char         *text)
{
  for (guint i = 0; i < vocabulary->words->len; i++)
    if (g_str_equal (((const HjWord *) vocabulary->words->pdata[i])->word, text))
      return TRUE;
  return FALSE;
}

/* The values a call is given: their number, and of those that are literals the text. */
static guint
read_call (const Reading *reading,
           guint          open,
           GPtrArray     *literals)
{
  guint depth = 0, n = 0;
  guint start = open + 1;

  for (guint i = open; i < reading->tokens->len; i++)
    {
      const HjToken *token = token_at (reading, i);
      gboolean closes = hj_token_is (token, ")") || hj_token_is (token, "]");

      if (token->kind == HJ_TOKEN_SIGN && (hj_token_is (token, "(") || hj_token_is (token, "[")))
        depth++;
      if ((token->kind == HJ_TOKEN_SIGN && closes && depth-- == 1) ||
          (token->kind == HJ_TOKEN_SIGN && hj_token_is (token, ",") && depth == 1))
        {
          const HjToken *first = token_at (reading, start);

          if (i > start)
            {
              n++;
              g_ptr_array_add (literals, i == start + 1 && first->kind == HJ_TOKEN_LITERAL ? hj_token_dup_value (first) : NULL);
            }
          start = i + 1;
          if (closes)
            break;
        }
    }
  return n;
}

static void
check_vocabulary (const Reading         *reading,
                  const HjXPathFunction *function,
                  GPtrArray             *literals)
{
  const char *id = function->vocabulary >= 0 && literals->len > (guint) function->vocabulary ? literals->pdata[function->vocabulary] : NULL;
  const HjVocabulary *vocabulary = id != NULL ? find_vocabulary (reading->sense->scheme, id) : NULL;
  const char *word = literals->len > 2 && g_str_equal (function->name, "hj:is") ? literals->pdata[2] : NULL;

  if (id != NULL && vocabulary == NULL)
    hj_source_complain (reading->sense->source, reading->object, _("There is no vocabulary “%s”. Expected: the id of one of this scheme."), id);
  else if (vocabulary != NULL && word != NULL && !has_word (vocabulary, word))
    hj_source_complain (reading->sense->source, reading->object, _("The vocabulary “%s” has no word “%s”. Expected: one of its words."), id, word);
}

static void
check_call (const Reading *reading,
            guint          i)
{
  g_autofree char *name = hj_token_dup_value (token_at (reading, i));
  const HjXPathFunction *function = hj_xpath_function_find (name);
  g_autoptr (GPtrArray) literals = g_ptr_array_new_with_free_func (g_free);
  guint n;

  if (function == NULL)
    return;
  n = read_call (reading, i + 1, literals);
  if (n < function->min || n > function->max)
    {
      g_autofree char *wanted = function->min == function->max ? g_strdup_printf ("%u", function->min)
                                                               : g_strdup_printf ("%u–%u", function->min, function->max);

      hj_source_complain (reading->sense->source, reading->object, _("“%s” takes another number of values than %u. Expected: %s."),
                          name, n, wanted);
      return;
    }
  check_vocabulary (reading, function, literals);
  if (g_str_equal (name, "hj:applicant") && literals->pdata[0] != NULL &&
      hj_record_table_field (hj_record_table (HJ_RECORD_APPLICANT), literals->pdata[0]) == NULL)
    hj_source_complain (reading->sense->source, reading->object, _("No record has a field “%s”. Expected: a field of the application."),
                        (const char *) literals->pdata[0]);
}

static gboolean
is_field (const char *name)
{
  if (g_str_equal (name, "id") || g_str_equal (name, "position"))
    return TRUE;
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    if (hj_record_table_field (hj_record_table ((HjRecordKind) i), name) != NULL)
      return TRUE;
  return FALSE;
}

static void
check_name (const Reading *reading,
            const HjToken *token)
{
  g_autofree char *name = hj_token_dup_value (token);

  if (token->kind == HJ_TOKEN_ATTRIBUTE && *name && !is_field (name))
    hj_source_complain (reading->sense->source, reading->object, _("No record has a field “%s”. Expected: a field of the application."), name);
  if (token->kind == HJ_TOKEN_VARIABLE && !g_str_equal (name, "level") && !g_str_equal (name, "occupation") &&
      !g_str_equal (name, "type") && !(reading->measure && g_str_equal (name, "rows")))
    hj_source_complain (reading->sense->source, reading->object,
                        _("There is no variable “$%s” here. Expected: $occupation, $level, $type, or $rows in a measure."), name);
}

/* /dossier/TABLE/ROW */
static void
check_path (const Reading *reading,
            guint          i)
{
  g_autofree char *id = NULL;
  g_autofree char *row = NULL;
  const HjRecordTable *table;

  if (!hj_token_is (token_at (reading, i), "dossier") || !hj_token_is (token_at (reading, i + 1), "/") ||
      token_at (reading, i + 2)->kind != HJ_TOKEN_NAME)
    return;
  id = hj_token_dup_value (token_at (reading, i + 2));
  table = hj_record_table_find (id);
  if (table == NULL)
    {
      hj_source_complain (reading->sense->source, reading->object, _("There is no table “%s”. Expected: a table of the application."), id);
      return;
    }
  if (table->single || !hj_token_is (token_at (reading, i + 3), "/") || token_at (reading, i + 4)->kind != HJ_TOKEN_NAME)
    return;
  row = hj_token_dup_value (token_at (reading, i + 4));
  if (!g_str_equal (row, table->row))
    hj_source_complain (reading->sense->source, reading->object, _("The table “%s” has no rows “%s”. Expected: %s."), id, row, table->row);
}

/**
 * hj_sense_check_names:
 * @measure: $rows may be used
 *
 * Functions, their values, vocabularies, variables, tables and fields of an expression that compiles.
 */
void
hj_sense_check_names (HjSense       *sense,
                      gconstpointer  object,
                      const char    *xpath,
                      gboolean       measure)
{
  g_autoptr (GArray) tokens = hj_xpath_lex (xpath);
  Reading reading = { sense, object, xpath, tokens, measure };
  const HjToken *unknown = hj_xpath_unknown_function (tokens);

  if (unknown != NULL)
    {
      g_autofree char *name = hj_token_dup_value (unknown);

      hj_source_complain (sense->source, object, _("There is no function “%s”. Expected: one of XPath's own, or hj:years, hj:rank, hj:is and their like."),
                          name);
      return;
    }
  for (guint i = 0; i + 1 < tokens->len; i++)
    {
      const HjToken *token = token_at (&reading, i);

      check_name (&reading, token);
      if (token->kind == HJ_TOKEN_NAME && hj_token_is (token_at (&reading, i + 1), "("))
        check_call (&reading, i);
      if (token->kind == HJ_TOKEN_NAME && i > 0 && hj_token_is (token_at (&reading, i - 1), "/"))
        check_path (&reading, i);
    }
}
