/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-markup-private.h"

#define W_NAMESPACE   "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define W14_NAMESPACE "http://schemas.microsoft.com/office/word/2010/wordml"
#define MC_NAMESPACE  "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define R_NAMESPACE   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define HEAD          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define TYPES         "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define RELATION      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

#define CELL_SIZE 21   /* 五号 */

struct _HjMarkup {
  xmlBuffer     *buffer;
  xmlTextWriter *writer;
  guint          widths[32];   /* of the table being written */
  guint          n_widths;
  guint          column;
  guint          controls;
};

static const char types_part[] =
  HEAD
  "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
  "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
  "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
  "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPES "document.main+xml\"/>"
  "<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPES "styles+xml\"/>"
  "<Override PartName=\"/word/settings.xml\" ContentType=\"" TYPES "settings+xml\"/>"
  "<Override PartName=\"/word/footer1.xml\" ContentType=\"" TYPES "footer+xml\"/>"
  "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
  "</Types>";

static const char root_part[] =
  HEAD
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
  "<Relationship Id=\"rId1\" Type=\"" RELATION "officeDocument\" Target=\"word/document.xml\"/>"
  "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
  "Target=\"docProps/core.xml\"/>"
  "</Relationships>";

static const char relations_part[] =
  HEAD
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
  "<Relationship Id=\"rId1\" Type=\"" RELATION "styles\" Target=\"styles.xml\"/>"
  "<Relationship Id=\"rId2\" Type=\"" RELATION "settings\" Target=\"settings.xml\"/>"
  "<Relationship Id=\"rId3\" Type=\"" RELATION "footer\" Target=\"footer1.xml\"/>"
  "</Relationships>";

static const char settings_part[] =
  HEAD
  "<w:settings xmlns:w=\"" W_NAMESPACE "\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/>"
  "<w:characterSpacingControl w:val=\"compressPunctuation\"/>"
  "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
  "</w:settings>";

static const char styles_part[] =
  HEAD
  "<w:styles xmlns:w=\"" W_NAMESPACE "\"><w:docDefaults><w:rPrDefault><w:rPr>"
  "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\" w:cs=\"Times New Roman\"/>"
  "<w:kern w:val=\"2\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>"
  "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
  "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:qFormat/>"
  "<w:pPr><w:widowControl w:val=\"0\"/><w:jc w:val=\"both\"/></w:pPr></w:style>"
  "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"a1\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
  "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>"
  "<w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
  "</w:styles>";

static const char footer_part[] =
  HEAD
  "<w:ftr xmlns:w=\"" W_NAMESPACE "\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
  "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
  "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
  "<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";

static void
open_element (HjMarkup   *markup,
              const char *name)
{
  xmlTextWriterStartElement (markup->writer, (const xmlChar *) name);
}

static void
close_element (HjMarkup *markup)
{
  xmlTextWriterEndElement (markup->writer);
}

static void
set (HjMarkup   *markup,
     const char *name,
     const char *value)
{
  xmlTextWriterWriteAttribute (markup->writer, (const xmlChar *) name, (const xmlChar *) value);
}

static void
set_number (HjMarkup   *markup,
            const char *name,
            guint       value)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", value);
  set (markup, name, text);
}

/* An element with one `w:val`. */
static void
put (HjMarkup   *markup,
     const char *name,
     const char *value)
{
  open_element (markup, name);
  if (value != NULL)
    set (markup, "w:val", value);
  close_element (markup);
}

static void
put_number (HjMarkup   *markup,
            const char *name,
            guint       value)
{
  open_element (markup, name);
  set_number (markup, "w:val", value);
  close_element (markup);
}

HjMarkup *
hj_markup_new (void)
{
  HjMarkup *markup = g_new0 (HjMarkup, 1);

  markup->buffer = xmlBufferCreate ();
  markup->writer = xmlNewTextWriterMemory (markup->buffer, 0);
  xmlTextWriterStartDocument (markup->writer, "1.0", "UTF-8", "yes");
  open_element (markup, "w:document");
  set (markup, "xmlns:w", W_NAMESPACE);
  set (markup, "xmlns:r", R_NAMESPACE);
  set (markup, "xmlns:mc", MC_NAMESPACE);
  set (markup, "xmlns:w14", W14_NAMESPACE);
  set (markup, "mc:Ignorable", "w14");
  open_element (markup, "w:body");

  return markup;
}

void
hj_markup_free (HjMarkup *markup)
{
  xmlFreeTextWriter (markup->writer);
  xmlBufferFree (markup->buffer);
  g_free (markup);
}

/* A4: 28 mm left, 17 mm right would be a letter's; a form of tables is centred with 22.5 mm on both sides. */
static void
put_page (HjMarkup *markup)
{
  open_element (markup, "w:sectPr");
  open_element (markup, "w:footerReference");
  set (markup, "w:type", "default");
  set (markup, "r:id", "rId3");
  close_element (markup);
  open_element (markup, "w:pgSz");
  set (markup, "w:w", "11906");
  set (markup, "w:h", "16838");
  close_element (markup);
  open_element (markup, "w:pgMar");
  set (markup, "w:top", "1440");
  set (markup, "w:right", "1276");
  set (markup, "w:bottom", "1304");
  set (markup, "w:left", "1276");
  set (markup, "w:header", "851");
  set (markup, "w:footer", "850");
  set (markup, "w:gutter", "0");
  close_element (markup);
  put (markup, "w:titlePg", NULL);
  close_element (markup);
}

/**
 * hj_markup_finish:
 * @title: for the document's properties
 *
 * Nothing in the file tells when it was written: equal forms give equal bytes.
 *
 * Returns: (transfer full) (nullable): the document
 */
GBytes *
hj_markup_finish (HjMarkup    *markup,
                  const char  *title,
                  GError     **error)
{
  static const char *const names[] = {
    "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
    "word/settings.xml", "word/footer1.xml", "docProps/core.xml",
  };
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *core = g_strdup_printf (HEAD "<cp:coreProperties "
                                           "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                                           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>%s</dc:title></cp:coreProperties>",
                                           escaped);
  GBytes *parts[G_N_ELEMENTS (names)];
  GBytes *packed;

  put_page (markup);
  xmlTextWriterEndDocument (markup->writer);
  xmlTextWriterFlush (markup->writer);

  parts[0] = g_bytes_new_static (types_part, sizeof types_part - 1);
  parts[1] = g_bytes_new_static (root_part, sizeof root_part - 1);
  parts[2] = g_bytes_new (xmlBufferContent (markup->buffer), (gsize) xmlBufferLength (markup->buffer));
  parts[3] = g_bytes_new_static (relations_part, sizeof relations_part - 1);
  parts[4] = g_bytes_new_static (styles_part, sizeof styles_part - 1);
  parts[5] = g_bytes_new_static (settings_part, sizeof settings_part - 1);
  parts[6] = g_bytes_new_static (footer_part, sizeof footer_part - 1);
  parts[7] = g_bytes_new (core, strlen (core));
  packed = hj_zip_write (names, parts, G_N_ELEMENTS (names), error);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_bytes_unref (parts[i]);

  return packed;
}

static void
put_face (HjMarkup *markup,
          HjFace    face)
{
  static const char *const faces[] = { "宋体", "仿宋", "黑体", "Segoe UI Symbol" };

  open_element (markup, "w:rFonts");
  if (face == HJ_FACE_SIGN)
    {
      set (markup, "w:ascii", faces[face]);
      set (markup, "w:hAnsi", faces[face]);
    }
  set (markup, "w:eastAsia", faces[face]);
  set (markup, "w:hint", "eastAsia");
  close_element (markup);
}

static void
put_run_look (HjMarkup     *markup,
              const HjLook *look)
{
  open_element (markup, "w:rPr");
  put_face (markup, look->face);
  if (look->bold)
    put (markup, "w:b", NULL);
  put_number (markup, "w:sz", look->size);
  put_number (markup, "w:szCs", look->size);
  if (look->underlined)
    put (markup, "w:u", "single");
  close_element (markup);
}

void
hj_markup_open_paragraph (HjMarkup     *markup,
                          const HjLook *look)
{
  open_element (markup, "w:p");
  open_element (markup, "w:pPr");
  if (look->keep)
    put (markup, "w:keepNext", NULL);
  if (look->page_break)
    put (markup, "w:pageBreakBefore", NULL);
  if (look->before > 0 || look->after > 0)
    {
      open_element (markup, "w:spacing");
      set_number (markup, "w:before", look->before);
      set_number (markup, "w:after", look->after);
      close_element (markup);
    }
  if (look->indent > 0 || look->left > 0)
    {
      open_element (markup, "w:ind");
      set_number (markup, "w:left", look->left);
      set_number (markup, "w:firstLine", look->indent);
      close_element (markup);
    }
  put (markup, "w:jc", look->centred ? "center" : look->right ? "right" : "left");
  close_element (markup);
}

void
hj_markup_close_paragraph (HjMarkup *markup)
{
  close_element (markup);
}

static void
put_text (HjMarkup   *markup,
          const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  /* XML has no word for control characters. */
  for (char *at = valid; *at != '\0'; at++)
    if ((guchar) *at < 0x20 && *at != '\t')
      *at = ' ';
  open_element (markup, "w:t");
  set (markup, "xml:space", "preserve");
  xmlTextWriterWriteString (markup->writer, (const xmlChar *) valid);
  close_element (markup);
}

void
hj_markup_run (HjMarkup     *markup,
               const HjLook *look,
               const char   *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  open_element (markup, "w:r");
  put_run_look (markup, look);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        put (markup, "w:br", NULL);
      put_text (markup, lines[i]);
    }
  close_element (markup);
}

void
hj_markup_paragraph (HjMarkup     *markup,
                     const HjLook *look,
                     const char   *text)
{
  hj_markup_open_paragraph (markup, look);
  if (*text != '\0')
    hj_markup_run (markup, look, text);
  hj_markup_close_paragraph (markup);
}

void
hj_markup_tick_box (HjMarkup *markup,
                    guint     size,
                    gboolean  ticked)
{
  const HjLook look = { .face = HJ_FACE_SIGN, .size = size };

  open_element (markup, "w:sdt");
  open_element (markup, "w:sdtPr");
  put_number (markup, "w:id", 1000 + ++markup->controls);
  open_element (markup, "w14:checkbox");
  open_element (markup, "w14:checked");
  set (markup, "w14:val", ticked ? "1" : "0");
  close_element (markup);
  open_element (markup, "w14:checkedState");
  set (markup, "w14:val", "2611");
  set (markup, "w14:font", "Segoe UI Symbol");
  close_element (markup);
  open_element (markup, "w14:uncheckedState");
  set (markup, "w14:val", "2610");
  set (markup, "w14:font", "Segoe UI Symbol");
  close_element (markup);
  close_element (markup);
  close_element (markup);
  open_element (markup, "w:sdtContent");
  hj_markup_run (markup, &look, ticked ? "☑" : "☐");
  close_element (markup);
  close_element (markup);
}

static void
put_borders (HjMarkup *markup)
{
  static const char *const edges[] = { "w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV" };

  open_element (markup, "w:tblBorders");
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      open_element (markup, edges[i]);
      set (markup, "w:val", "single");
      set (markup, "w:sz", i < 4 ? "8" : "4");
      set (markup, "w:space", "0");
      set (markup, "w:color", "auto");
      close_element (markup);
    }
  close_element (markup);
}

void
hj_markup_open_table (HjMarkup    *markup,
                      const guint *widths,
                      guint        n)
{
  guint sum = 0;

  g_assert (n > 0 && n <= G_N_ELEMENTS (markup->widths));

  for (guint i = 0; i < n; i++)
    sum += widths[i];
  open_element (markup, "w:tbl");
  open_element (markup, "w:tblPr");
  open_element (markup, "w:tblW");
  set_number (markup, "w:w", HJ_MARKUP_WIDTH);
  set (markup, "w:type", "dxa");
  close_element (markup);
  put (markup, "w:jc", "center");
  put_borders (markup);
  open_element (markup, "w:tblLayout");
  set (markup, "w:type", "fixed");
  close_element (markup);
  close_element (markup);
  open_element (markup, "w:tblGrid");
  markup->n_widths = n;
  for (guint i = 0; i < n; i++)
    {
      markup->widths[i] = HJ_MARKUP_WIDTH * widths[i] / sum;
      open_element (markup, "w:gridCol");
      set_number (markup, "w:w", markup->widths[i]);
      close_element (markup);
    }
  close_element (markup);
}

void
hj_markup_close_table (HjMarkup *markup)
{
  close_element (markup);
}

void
hj_markup_open_row (HjMarkup *markup,
                    guint     height,
                    gboolean  head)
{
  markup->column = 0;
  open_element (markup, "w:tr");
  open_element (markup, "w:trPr");
  put (markup, "w:cantSplit", NULL);
  open_element (markup, "w:trHeight");
  set_number (markup, "w:val", height);
  set (markup, "w:hRule", "atLeast");
  close_element (markup);
  if (head)
    put (markup, "w:tblHeader", NULL);
  close_element (markup);
}

void
hj_markup_close_row (HjMarkup *markup)
{
  close_element (markup);
}

void
hj_markup_open_cell (HjMarkup *markup,
                     guint     span,
                     HjDown    down,
                     gboolean  shaded,
                     gboolean  top)
{
  guint width = 0;

  for (guint i = markup->column; i < MIN (markup->column + span, markup->n_widths); i++)
    width += markup->widths[i];
  markup->column += span;
  open_element (markup, "w:tc");
  open_element (markup, "w:tcPr");
  open_element (markup, "w:tcW");
  set_number (markup, "w:w", width);
  set (markup, "w:type", "dxa");
  close_element (markup);
  if (span > 1)
    put_number (markup, "w:gridSpan", span);
  if (down != HJ_DOWN_NONE)
    put (markup, "w:vMerge", down == HJ_DOWN_BEGIN ? "restart" : "continue");
  if (shaded)
    {
      open_element (markup, "w:shd");
      set (markup, "w:val", "clear");
      set (markup, "w:color", "auto");
      set (markup, "w:fill", "F2F2F2");
      close_element (markup);
    }
  put (markup, "w:vAlign", top ? "top" : "center");
  close_element (markup);
}

void
hj_markup_close_cell (HjMarkup *markup)
{
  close_element (markup);
}

void
hj_markup_cell (HjMarkup     *markup,
                guint         span,
                HjDown        down,
                const HjLook *look,
                const char   *text)
{
  hj_markup_open_cell (markup, span, down, FALSE, FALSE);
  hj_markup_paragraph (markup, look, text);
  hj_markup_close_cell (markup);
}

void
hj_markup_label (HjMarkup   *markup,
                 guint       span,
                 HjDown      down,
                 const char *text)
{
  const HjLook look = { .face = HJ_FACE_SONG, .size = CELL_SIZE, .centred = TRUE };

  hj_markup_cell (markup, span, down, &look, text);
}

void
hj_markup_value (HjMarkup   *markup,
                 guint       span,
                 const char *text)
{
  const HjLook look = { .face = HJ_FACE_FANG, .size = CELL_SIZE };

  hj_markup_cell (markup, span, HJ_DOWN_NONE, &look, text);
}
