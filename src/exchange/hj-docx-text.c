/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "hj-docx-private.h"

/* Signs of the two symbol fonts in which forms have their boxes. A cross in a box ticks it, as Word's own control does. */
static const struct {
  const char *font;
  guint8      code;
  const char *text;
} symbols[] = {
  { "Wingdings", 0xa8, HJ_BOX_EMPTY },
  { "Wingdings", 0x6f, HJ_BOX_EMPTY },
  { "Wingdings", 0x70, HJ_BOX_EMPTY },
  { "Wingdings", 0x71, HJ_BOX_EMPTY },
  { "Wingdings", 0x72, HJ_BOX_EMPTY },
  { "Wingdings", 0xfe, HJ_BOX_TICKED },
  { "Wingdings", 0xfd, HJ_BOX_TICKED },
  { "Wingdings", 0x78, HJ_BOX_TICKED },
  { "Wingdings", 0x6e, "■" },
  { "Wingdings", 0xfc, "√" },
  { "Wingdings", 0xfb, "×" },
  { "Wingdings 2", 0xa3, HJ_BOX_EMPTY },
  { "Wingdings 2", 0x2a, HJ_BOX_EMPTY },
  { "Wingdings 2", 0x30, HJ_BOX_EMPTY },
  { "Wingdings 2", 0x52, HJ_BOX_TICKED },
  { "Wingdings 2", 0x53, HJ_BOX_TICKED },
  { "Wingdings 2", 0x54, HJ_BOX_TICKED },
  { "Wingdings 2", 0xa2, "■" },
  { "Wingdings 2", 0x50, "√" },
  { "Wingdings 2", 0x4f, "×" },
};

gboolean
hj_docx_is (const xmlNode *node,
            const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

const xmlNode *
hj_docx_child (const xmlNode *node,
               const char    *name)
{
  for (const xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (hj_docx_is (child, name))
      return child;

  return NULL;
}

char *
hj_docx_attribute (const xmlNode *node,
                   const char    *name)
{
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (strcmp ((const char *) attribute->name, name) == 0)
      {
        const xmlNode *value = attribute->children;

        return g_strdup (value != NULL && value->content != NULL ? (const char *) value->content : "");
      }

  return g_strdup ("");
}

guint
hj_docx_value (const xmlNode *node,
               const char    *child,
               guint          fallback)
{
  const xmlNode *found = hj_docx_child (node, child);
  g_autofree char *text = found != NULL ? hj_docx_attribute (found, "val") : NULL;
  guint64 value;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &value, NULL) ? (guint) value : fallback;
}

gboolean
hj_docx_is_on (const xmlNode *node)
{
  g_autofree char *value = node != NULL ? hj_docx_attribute (node, "val") : NULL;

  return value != NULL && strcmp (value, "0") != 0 && strcmp (value, "false") != 0 && strcmp (value, "off") != 0;
}

const xmlNode *
hj_docx_choose (const xmlNode *alternate)
{
  const xmlNode *choice = hj_docx_child (alternate, "Choice");

  return choice != NULL ? choice : hj_docx_child (alternate, "Fallback");
}

gboolean
hj_docx_is_deleted (const xmlNode *node)
{
  static const char *const names[] = {
    "del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "delText", "instrText",
    "delInstrText", "fldData", "rt", "rubyPr", "customXmlPr", "smartTagPr",
  };

  if (node->type != XML_ELEMENT_NODE)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp ((const char *) node->name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static const char *
find_symbol (const char *font,
             guint       code)
{
  if (code >= 0xf000 && code <= 0xf0ff)
    code -= 0xf000;
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_ascii_strcasecmp (symbols[i].font, font) == 0 && symbols[i].code == code)
      return symbols[i].text;

  return NULL;
}

/* A run's own font, where it has one: signs may stand in its text as characters of the private area. */
static char *
dup_run_font (const xmlNode *run)
{
  const xmlNode *fonts = hj_docx_child (hj_docx_child (run, "rPr"), "rFonts");
  g_autofree char *font = fonts != NULL ? hj_docx_attribute (fonts, "ascii") : NULL;

  return font != NULL && *font != '\0' ? g_steal_pointer (&font) : g_strdup ("Wingdings");
}

static void
collect_text (const xmlNode *node,
              GString       *text)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      const char *content = (const char *) child->content;

      if ((child->type != XML_TEXT_NODE && child->type != XML_CDATA_SECTION_NODE) || content == NULL)
        continue;
      /* U+F000 to U+F0FF all begin with EE or EF in UTF-8; most texts hold none. */
      for (const char *at = content; *at != '\0'; at = g_utf8_next_char (at))
        {
          gunichar c = g_utf8_get_char (at);
          const char *sign = NULL;

          if (c >= 0xf000 && c <= 0xf0ff)
            {
              g_autofree char *font = dup_run_font (node->parent);

              sign = find_symbol (font, c);
            }
          if (sign != NULL)
            g_string_append (text, sign);
          else
            g_string_append_unichar (text, c);
        }
    }
}

static void
collect_symbol (const xmlNode *node,
                GString       *text)
{
  g_autofree char *font = hj_docx_attribute (node, "font");
  g_autofree char *code = hj_docx_attribute (node, "char");
  const char *sign = find_symbol (font, (guint) (g_ascii_strtoull (code, NULL, 16) & 0xffff));

  g_string_append (text, sign != NULL ? sign : "");
}

/* The form fields of old: a box, or a list whose choice isn't written out. */
static void
collect_form_field (const xmlNode *node,
                    GString       *text)
{
  const xmlNode *data = hj_docx_child (node, "ffData");
  const xmlNode *box = hj_docx_child (data, "checkBox");
  const xmlNode *list = hj_docx_child (data, "ddList");

  if (box != NULL)
    {
      const xmlNode *state = hj_docx_child (box, "checked");

      g_string_append (text, hj_docx_is_on (state != NULL ? state : hj_docx_child (box, "default"))
                             ? HJ_BOX_TICKED : HJ_BOX_EMPTY);
    }
  else if (list != NULL)
    {
      guint wanted = hj_docx_value (list, "result", hj_docx_value (list, "default", 0));

      for (const xmlNode *child = list->children; child != NULL; child = child->next)
        if (hj_docx_is (child, "listEntry") && wanted-- == 0)
          {
            g_autofree char *entry = hj_docx_attribute (child, "val");

            g_string_append (text, entry);
          }
    }
}

/**
 * hj_docx_control_mark:
 * @control: a `w:sdt`
 *
 * Returns: (nullable): ☑ or ☐ for a check box, whichever signs it was given
 */
const char *
hj_docx_control_mark (const xmlNode *control)
{
  const xmlNode *box = hj_docx_child (hj_docx_child (control, "sdtPr"), "checkbox");

  if (box == NULL)
    return NULL;

  return hj_docx_is_on (hj_docx_child (box, "checked")) ? HJ_BOX_TICKED : HJ_BOX_EMPTY;
}

gboolean
hj_docx_control_is_prompt (const xmlNode *control)
{
  return hj_docx_is_on (hj_docx_child (hj_docx_child (control, "sdtPr"), "showingPlcHdr"));
}

/* Within the control stands the sign, and what someone wrote behind it. */
static void
collect_box (const xmlNode *control,
             const char    *mark,
             GString       *text,
             GPtrArray     *boxes)
{
  g_autoptr (GString) inside = g_string_new (NULL);
  const char *rest;

  hj_docx_collect (hj_docx_child (control, "sdtContent"), inside, boxes);
  rest = inside->str;
  g_string_append (text, mark);
  if (*rest != '\0')
    {
      gunichar first = g_utf8_get_char (rest);

      if (!g_unichar_isalnum (first) && first != '_')
        rest = g_utf8_next_char (rest);
    }
  g_string_append (text, rest);
}

static void
collect_control (const xmlNode *control,
                 GString       *text,
                 GPtrArray     *boxes)
{
  const char *mark = hj_docx_control_mark (control);

  if (mark != NULL)
    collect_box (control, mark, text, boxes);
  else if (!hj_docx_control_is_prompt (control))
    hj_docx_collect (hj_docx_child (control, "sdtContent"), text, boxes);
}

static void
find_boxes (const xmlNode *node,
            GPtrArray     *boxes)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (hj_docx_is (child, "txbxContent"))
      g_ptr_array_add (boxes, (gpointer) child);
    else if (child->type == XML_ELEMENT_NODE)
      find_boxes (child, boxes);
}

/* One inline element; FALSE where its children are to be looked at. */
static gboolean
collect_sign (const xmlNode *node,
              GString       *text)
{
  if (hj_docx_is (node, "t"))
    collect_text (node, text);
  else if (hj_docx_is (node, "tab") || hj_docx_is (node, "ptab"))
    g_string_append_c (text, '\t');
  else if (hj_docx_is (node, "br") || hj_docx_is (node, "cr"))
    g_string_append_c (text, '\n');
  else if (hj_docx_is (node, "noBreakHyphen"))
    g_string_append_c (text, '-');
  else if (hj_docx_is (node, "sym"))
    collect_symbol (node, text);
  else if (hj_docx_is (node, "fldChar"))
    collect_form_field (node, text);
  else
    return FALSE;

  return TRUE;
}

/* A run that Word doesn't show: an old wording put out of sight, a field's workings. */
static gboolean
is_hidden (const xmlNode *node)
{
  return hj_docx_is (node, "r") && hj_docx_is_on (hj_docx_child (hj_docx_child (node, "rPr"), "vanish"));
}

void
hj_docx_collect (const xmlNode *node,
                 GString       *text,
                 GPtrArray     *boxes)
{
  for (const xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    {
      if (hj_docx_is_deleted (child) || is_hidden (child) || collect_sign (child, text))
        continue;
      if (hj_docx_is (child, "sdt"))
        collect_control (child, text, boxes);
      else if (hj_docx_is (child, "AlternateContent"))
        hj_docx_collect (hj_docx_choose (child), text, boxes);
      else if (hj_docx_is (child, "drawing") || hj_docx_is (child, "pict") || hj_docx_is (child, "object"))
        find_boxes (child, boxes);
      else
        hj_docx_collect (child, text, boxes);
    }
}
