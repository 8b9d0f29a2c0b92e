/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n-lib.h>
#include <hb-ot.h>

#include "hj-error.h"
#include "hj-fonts-private.h"
#include "hj-subset-private.h"

#define WEIGHT_REGULAR 80.0
#define WEIGHT_BOLD    200.0

struct _HjFonts {
  FcConfig   *config;
  GHashTable *by_family;          /* lower-case family -> GPtrArray of FcPattern, borrowed from the config */
  GPtrArray  *rest;               /* FcPattern: every outline font, the plain ones first */
  GPtrArray  *faces;              /* HjFace */
  GHashTable *by_file;            /* "path#index" -> HjFace */
  GPtrArray  *chains[HJ_N_ROLES]; /* HjFace */
  GHashTable *found;              /* role and character -> HjFace, NULL for none */
};

/* Families in the order of preference. The names of the standard come first,
 * in both the spellings that fonts carry. */
static const char * const title_families[] = {
  "方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "小标宋体",
  "Source Han Serif SC", "Source Han Serif CN", "Noto Serif CJK SC", "Noto Serif SC", "FandolSong", NULL,
};
static const char * const fangsong_families[] = {
  "仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "FZFangSong-Z02", "仿宋", "FangSong",
  "方正仿宋简体", "FZFangSong-Z02S", "华文仿宋", "STFangsong", "朱雀仿宋", "FandolFang R", "FandolFang",
  "Source Han Serif SC", "Source Han Serif CN", "Noto Serif CJK SC", "Noto Serif SC", NULL,
};
static const char * const kai_families[] = {
  "楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "FZKai-Z03", "楷体", "KaiTi", "方正楷体简体", "FZKai-Z03S",
  "华文楷体", "STKaiti", "Kaiti SC", "FandolKai", "AR PL UKai CN", "AR PL KaitiM GB", NULL,
};
static const char * const hei_families[] = {
  "方正黑体_GBK", "FZHei-B01", "黑体", "SimHei", "方正黑体简体", "FZHei-B01S", "华文黑体", "STHeiti",
  "Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK SC", "Noto Sans SC", "FandolHei",
  "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", NULL,
};
static const char * const song_families[] = {
  "宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "FZShuSong-Z01", "华文宋体", "STSong",
  "Source Han Serif SC", "Source Han Serif CN", "Noto Serif CJK SC", "Noto Serif SC", "FandolSong", "AR PL UMing CN", NULL,
};
/* Where every chain ends: fonts with many characters of names. */
static const char * const common_families[] = {
  "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC",
  "SimSun-ExtB", "SimSun-ExtG", "HanaMinA", "HanaMinB", "BabelStone Han", "Plangothic P1", "Plangothic P2", "Jigmo",
  "Jigmo2", "Jigmo3", "TW-Sung", "TW-Sung-Ext-B", "AR PL UMing CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
  "Droid Sans Fallback", NULL,
};

static const struct {
  const char * const *families;
  double              weight;
} roles[HJ_N_ROLES] = {
  [HJ_ROLE_TITLE]    = { title_families, WEIGHT_BOLD },
  [HJ_ROLE_FANGSONG] = { fangsong_families, WEIGHT_REGULAR },
  [HJ_ROLE_KAI]      = { kai_families, WEIGHT_REGULAR },
  [HJ_ROLE_HEI]      = { hei_families, WEIGHT_REGULAR },
  [HJ_ROLE_SONG]     = { song_families, WEIGHT_REGULAR },
};

static const char *
get_pattern_string (FcPattern  *pattern,
                    const char *object,
                    int         n)
{
  FcChar8 *value = NULL;

  if (FcPatternGetString (pattern, object, n, &value) != FcResultMatch)
    return NULL;
  return (const char *) value;
}

static double
get_pattern_double (FcPattern  *pattern,
                    const char *object,
                    double      fallback)
{
  double value = fallback;

  if (FcPatternGetDouble (pattern, object, 0, &value) != FcResultMatch)
    return fallback;
  return value;
}

static gboolean
get_pattern_bool (FcPattern  *pattern,
                  const char *object)
{
  FcBool value = FcFalse;

  return FcPatternGetBool (pattern, object, 0, &value) == FcResultMatch && value == FcTrue;
}

static int
get_pattern_index (FcPattern *pattern)
{
  int index = 0;

  return FcPatternGetInteger (pattern, FC_INDEX, 0, &index) == FcResultMatch ? index : 0;
}

/* How far a face is from the one wanted of its family: upright, of one design, of this weight. */
static double
measure_distance (FcPattern *pattern,
                  double     weight)
{
  double distance = ABS (get_pattern_double (pattern, FC_WEIGHT, WEIGHT_REGULAR) - weight);

  if (get_pattern_double (pattern, FC_SLANT, 0) > 0)
    distance += 1000;
  if (get_pattern_bool (pattern, FC_VARIABLE))
    distance += 10000;
  else if (get_pattern_index (pattern) >> 16)
    distance += 5000;
  return distance;
}

/* The order of the last resort must not depend on the order in which fontconfig walked the disk. */
static int
compare_patterns (gconstpointer a,
                  gconstpointer b)
{
  FcPattern *first = *(FcPattern * const *) a;
  FcPattern *second = *(FcPattern * const *) b;
  double difference = measure_distance (first, WEIGHT_REGULAR) - measure_distance (second, WEIGHT_REGULAR);
  int order;

  if (difference < 0 || difference > 0)
    return difference < 0 ? -1 : 1;
  order = g_strcmp0 (get_pattern_string (first, FC_FILE, 0), get_pattern_string (second, FC_FILE, 0));
  return order != 0 ? order : get_pattern_index (first) - get_pattern_index (second);
}

static void
index_pattern (HjFonts   *self,
               FcPattern *pattern)
{
  const char *family;

  if (!get_pattern_bool (pattern, FC_OUTLINE) || get_pattern_bool (pattern, FC_COLOR)
      || get_pattern_string (pattern, FC_FILE, 0) == NULL)
    return;

  g_ptr_array_add (self->rest, pattern);
  for (int n = 0; (family = get_pattern_string (pattern, FC_FAMILY, n)) != NULL; n++)
    {
      g_autofree char *key = g_utf8_strdown (family, -1);
      GPtrArray *patterns = g_hash_table_lookup (self->by_family, key);

      if (patterns == NULL)
        {
          patterns = g_ptr_array_new ();
          g_hash_table_insert (self->by_family, g_steal_pointer (&key), patterns);
        }
      g_ptr_array_add (patterns, pattern);
    }
}

static void
face_free (HjFace *face)
{
  hb_font_destroy (face->hb_font);
  hb_face_destroy (face->hb_face);
  hb_set_destroy (face->wanted);
  hb_map_destroy (face->chars);
  g_clear_pointer (&face->cut, hj_cut_unref);
  g_free (face->family);
  g_free (face->path);
  g_free (face);
}

/* NULL for a file that cannot be read or is no font: the chain goes on without it. */
static HjFace *
open_face (HjFonts   *self,
           FcPattern *pattern)
{
  const char *path = get_pattern_string (pattern, FC_FILE, 0);
  int index = get_pattern_index (pattern);
  g_autofree char *key = g_strdup_printf ("%s#%d", path, index);
  HjFace *face = g_hash_table_lookup (self->by_file, key);
  hb_blob_t *blob;

  if (face != NULL)
    return face;

  blob = hb_blob_create_from_file_or_fail (path);
  if (blob == NULL)
    return NULL;

  face = g_new0 (HjFace, 1);
  face->hb_face = hb_face_create (blob, (guint) index & 0xffff);
  hb_blob_destroy (blob);
  face->hb_font = hb_font_create (face->hb_face);
  if (index >> 16)
    hb_font_set_var_named_instance (face->hb_font, (guint) (index >> 16) - 1);
  face->family = g_strdup (get_pattern_string (pattern, FC_FAMILY, 0));
  face->path = g_strdup (path);
  face->index = index;
  face->upem = hb_face_get_upem (face->hb_face);
  face->wanted = hb_set_create ();
  face->chars = hb_map_create ();
  g_ptr_array_add (self->faces, face);
  g_hash_table_insert (self->by_file, g_steal_pointer (&key), face);
  return face;
}

static void
append_families (HjFonts            *self,
                 GPtrArray          *chain,
                 const char * const *families,
                 double              weight)
{
  for (gsize i = 0; families[i] != NULL; i++)
    {
      g_autofree char *key = g_utf8_strdown (families[i], -1);
      GPtrArray *patterns = g_hash_table_lookup (self->by_family, key);
      FcPattern *best = NULL;

      for (guint k = 0; patterns != NULL && k < patterns->len; k++)
        {
          FcPattern *pattern = g_ptr_array_index (patterns, k);

          if (best == NULL || measure_distance (pattern, weight) < measure_distance (best, weight))
            best = pattern;
        }
      if (best != NULL && !g_ptr_array_find (chain, best, NULL))
        g_ptr_array_add (chain, best);
    }
}

/* A chain is kept as patterns until one of its fonts is needed: a face that is
 * never used is never opened. */
static GPtrArray *
ensure_chain (HjFonts    *self,
              HjFontRole  role)
{
  if (self->chains[role] == NULL)
    {
      self->chains[role] = g_ptr_array_new ();
      append_families (self, self->chains[role], roles[role].families, roles[role].weight);
      append_families (self, self->chains[role], common_families, roles[role].weight);
    }
  return self->chains[role];
}

/* Characters that are right without ink: spaces, joiners, selectors. */
static gboolean
may_be_blank (gunichar c)
{
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_FORMAT:
    case G_UNICODE_CONTROL:
      return TRUE;
    default:
      return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    }
}

/* The last resort looks through every font, but only for what belongs into the
 * text of an official form: letters, figures and signs of the world's scripts,
 * neither pictographs nor private or unassigned code points. */
static gboolean
belongs_to_text (gunichar c)
{
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_SURROGATE:
      return FALSE;
    default:
      return c < 0x1f000 || c > 0x1fbff;
    }
}

static HjFace *
search_chain (HjFonts    *self,
              HjFontRole  role,
              gunichar    c)
{
  GPtrArray *chain = ensure_chain (self, role);

  for (guint i = 0; i < chain->len; i++)
    {
      HjFace *face = open_face (self, g_ptr_array_index (chain, i));

      if (face != NULL && hj_face_has_char (face, c))
        return face;
    }
  return NULL;
}

static HjFace *
search_rest (HjFonts  *self,
             gunichar  c)
{
  if (!belongs_to_text (c))
    return NULL;

  for (guint i = 0; i < self->rest->len; i++)
    {
      FcPattern *pattern = g_ptr_array_index (self->rest, i);
      FcCharSet *charset = NULL;
      HjFace *face;

      if (FcPatternGetCharSet (pattern, FC_CHARSET, 0, &charset) != FcResultMatch || !FcCharSetHasChar (charset, c))
        continue;
      face = open_face (self, pattern);
      if (face != NULL && hj_face_has_char (face, c))
        return face;
    }
  return NULL;
}

gboolean
hj_face_has_char (const HjFace *face,
                  gunichar      c)
{
  hb_codepoint_t glyph;
  hb_glyph_extents_t extents;

  if (!hb_font_get_nominal_glyph (face->hb_font, c, &glyph) || glyph == 0)
    return FALSE;
  if (may_be_blank (c))
    return TRUE;
  return hb_font_get_glyph_extents (face->hb_font, glyph, &extents) && extents.width != 0 && extents.height != 0;
}

HjFace *
hj_fonts_find_face (HjFonts    *self,
                    HjFontRole  role,
                    gunichar    c)
{
  gpointer key = GUINT_TO_POINTER ((guint) role << 24 | c);
  gpointer value = NULL;
  HjFace *face;

  g_assert (self != NULL);
  g_assert ((guint) role < HJ_N_ROLES);

  if (g_hash_table_lookup_extended (self->found, key, NULL, &value))
    return value;

  face = search_chain (self, role, c);
  if (face == NULL)
    face = search_rest (self, c);
  g_hash_table_insert (self->found, key, face);
  return face;
}

/**
 * hj_fonts_new:
 *
 * Finds the fonts of this computer. Nothing of them is read yet.
 *
 * Returns: (transfer full): or %NULL with %HJ_ERROR_NOT_FOUND if there is no outline font at all
 */
HjFonts *
hj_fonts_new (GError **error)
{
  g_autoptr (HjFonts) self = g_new0 (HjFonts, 1);
  FcFontSet *set;

  self->config = FcConfigReference (NULL);
  self->by_family = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->rest = g_ptr_array_new ();
  self->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) face_free);
  self->by_file = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->found = g_hash_table_new (NULL, NULL);

  set = self->config != NULL ? FcConfigGetFonts (self->config, FcSetSystem) : NULL;
  for (int i = 0; set != NULL && i < set->nfont; i++)
    index_pattern (self, set->fonts[i]);
  set = self->config != NULL ? FcConfigGetFonts (self->config, FcSetApplication) : NULL;
  for (int i = 0; set != NULL && i < set->nfont; i++)
    index_pattern (self, set->fonts[i]);
  g_ptr_array_sort (self->rest, compare_patterns);

  if (self->rest->len == 0)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_NOT_FOUND,
                           _("No font was found on this computer, so nothing can be printed. Install a Chinese font, for example Noto Serif CJK."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
hj_fonts_free (HjFonts *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < HJ_N_ROLES; i++)
    g_clear_pointer (&self->chains[i], g_ptr_array_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->by_file, g_hash_table_unref);
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_clear_pointer (&self->by_family, g_hash_table_unref);
  g_clear_pointer (&self->config, FcConfigDestroy);
  g_free (self);
}
