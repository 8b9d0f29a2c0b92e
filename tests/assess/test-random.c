/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "card-text.h"
#include "hj-test.h"

/* Panels at random against a reference that knows nothing of schemes: it counts in 1/420 of a hundredth, which
 * every mean of up to seven experts is a whole number of. */

#define COMMON      420
#define MAX_EXPERTS 7
#define N_BASE      17
#define N_ALL       21

typedef enum { KIND_DOCUMENT, KIND_ALL_OR_NOTHING, KIND_JUDGED, KIND_BONUS } Kind;

typedef struct {
  const char *id;
  Kind        kind;
  int         item;
} Place;

static const Place places[N_ALL] = {
  { "1.1.1", KIND_JUDGED, 0 },   { "1.2.1", KIND_ALL_OR_NOTHING, 1 },
  { "2.1.1", KIND_DOCUMENT, 2 }, { "2.1.2", KIND_DOCUMENT, 2 }, { "2.1.3", KIND_DOCUMENT, 2 }, { "2.1.4", KIND_DOCUMENT, 2 },
  { "2.1.5", KIND_DOCUMENT, 2 }, { "2.1.6", KIND_DOCUMENT, 2 }, { "2.1.7", KIND_DOCUMENT, 2 },
  { "2.2.1", KIND_DOCUMENT, 3 }, { "2.2.2", KIND_DOCUMENT, 3 }, { "2.2.3", KIND_DOCUMENT, 3 }, { "2.2.4", KIND_DOCUMENT, 3 },
  { "2.2.5", KIND_DOCUMENT, 3 },
  { "3.1.1", KIND_JUDGED, 4 },   { "3.2.1", KIND_JUDGED, 5 },   { "4.1.1", KIND_ALL_OR_NOTHING, 6 },
  { "5.1.1", KIND_BONUS, 7 },    { "5.1.2", KIND_BONUS, 7 },    { "5.1.3", KIND_BONUS, 7 },    { "5.1.4", KIND_BONUS, 7 },
};
static const int full[8] = { 15, 15, 10, 10, 30, 10, 10, 0 };

/* What one expert has said of one place, as the test itself remembers it. */
typedef struct {
  gboolean said;
  gboolean settled;
  int      word;    /* which verdict */
  gint64   cost;    /* hundredths */
  gint64   award;
} Memory;

typedef struct {
  HjScheme  *scheme;
  HjContent *content;
  guint      n_experts;
  gboolean   recused[MAX_EXPERTS];
  Memory     memory[MAX_EXPERTS][N_ALL];
} World;

static void
world_init (World *world,
            guint  n_experts)
{
  *world = (World) { .scheme = hj_test_scheme (), .n_experts = n_experts };
  world->content = hj_test_content (world->scheme, n_experts);
}

static void
world_clear (World *world)
{
  hj_content_unref (world->content);
  hj_scheme_unref (world->scheme);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static Memory
say_document (HjFinding *finding,
              GRand     *rand)
{
  static const HjVerdict verdicts[] = { HJ_VERDICT_MET, HJ_VERDICT_MISSING, HJ_VERDICT_DEFICIENT, HJ_VERDICT_NOT_APPLICABLE };
  int word = g_rand_int_range (rand, 0, 4);
  gboolean reason = g_rand_boolean (rand);

  finding->verdict = verdicts[word];
  hj_str_set (&finding->reason, reason ? "r" : "");
  return (Memory) { TRUE, word < 3 || reason, word, word == 1 ? 200 : 0, 0 };
}

static Memory
say_all_or_nothing (HjFinding *finding,
                    GRand     *rand,
                    int        points)
{
  int word = g_rand_int_range (rand, 0, 3);
  gboolean reason = g_rand_int_range (rand, 0, 3) > 0;

  finding->verdict = word == 0 ? HJ_VERDICT_MET : word == 1 ? HJ_VERDICT_PROBLEM : HJ_VERDICT_NOT_APPLICABLE;
  hj_str_set (&finding->reason, reason ? "r" : "");
  return (Memory) { TRUE, word == 0 || reason, word, word == 1 ? points * 100 : 0, 0 };
}

static Memory
say_judged (HjFinding *finding,
            GRand     *rand,
            int        points)
{
  int n = g_rand_int_range (rand, 0, 4);
  Memory memory = { TRUE, TRUE, n > 0, 0, 0 };

  finding->verdict = n == 0 ? HJ_VERDICT_MET : HJ_VERDICT_DEFICIENT;
  for (int i = 0; i < n; i++)
    {
      HjPoints taken = g_rand_int_range (rand, 1, points * 2 + 1) * 50;
      gboolean reason = g_rand_int_range (rand, 0, 5) > 0;

      hj_str_set (&hj_finding_add_deduction (finding, taken)->reason, reason ? "r" : "");
      memory.cost += taken;
      memory.settled = memory.settled && reason;
    }
  return memory;
}

static Memory
say_bonus (HjFinding *finding,
           GRand     *rand)
{
  gboolean proven = g_rand_int_range (rand, 0, 3) > 0;
  gboolean none = g_rand_boolean (rand);

  finding->has_award = TRUE;
  finding->award = none ? 0 : g_rand_int_range (rand, 20, 41) * 50;
  hj_str_set (&finding->evidence, proven ? "papers" : "");
  return (Memory) { TRUE, none || proven, none, 0, finding->award };
}

static HjFinding *
make_random_finding (World  *world,
                     GRand  *rand,
                     guint   expert,
                     guint   place,
                     Memory *memory)
{
  HjFinding *finding = hj_finding_new (places[place].id, hj_test_expert (expert));
  int points = full[places[place].item];

  *memory = (Memory) { 0 };
  if (g_rand_int_range (rand, 0, 8) == 0)
    return finding;
  switch (places[place].kind)
    {
    case KIND_DOCUMENT:
      *memory = say_document (finding, rand);
      break;
    case KIND_ALL_OR_NOTHING:
      *memory = say_all_or_nothing (finding, rand, points);
      break;
    case KIND_JUDGED:
      *memory = say_judged (finding, rand, points);
      break;
    case KIND_BONUS:
    default:
      *memory = say_bonus (finding, rand);
      break;
    }
  return finding;
}

static void
apply (World           *world,
       const HjFinding *finding)
{
  for (guint i = 0; i < world->content->findings->len; i++)
    {
      const HjFinding *old = g_ptr_array_index (world->content->findings, i);

      if (g_str_equal (old->criterion, finding->criterion) && g_str_equal (old->expert, finding->expert))
        {
          g_ptr_array_remove_index (world->content->findings, i);
          break;
        }
    }
  if (!hj_finding_is_empty (finding))
    g_ptr_array_add (world->content->findings, hj_finding_copy (finding));
}

typedef struct {
  gint64 base, bonus;  /* in 1/420 of a hundredth */
  guint  open;
} Expected;

/* One place: TRUE when it is closed, with its cost and award in the common unit. */
static gboolean
reference_place (const World *world,
                 guint        place,
                 gint64      *cost,
                 gint64      *award)
{
  gint64 costs = 0;
  gint64 awards = 0;
  const Memory *first = NULL;
  int n = 0;

  for (guint e = 0; e < world->n_experts; e++)
    {
      const Memory *memory = &world->memory[e][place];

      if (world->recused[e] || !memory->said)
        continue;
      if (!memory->settled)
        return FALSE;
      if (places[place].kind != KIND_JUDGED && first != NULL &&
          (first->word != memory->word || first->award != memory->award))
        return FALSE;
      first = memory;
      costs += MIN (memory->cost, full[places[place].item] * 100);
      awards += memory->award;
      n++;
    }
  if (n == 0)
    return FALSE;
  *cost = costs * (COMMON / n);
  *award = awards * (COMMON / n);
  return TRUE;
}

static Expected
reference (const World *world)
{
  gint64 taken[8] = { 0 };
  Expected expected = { 0 };

  for (guint place = 0; place < N_ALL; place++)
    {
      gint64 cost = 0;
      gint64 award = 0;

      if (reference_place (world, place, &cost, &award))
        {
          taken[places[place].item] += cost;
          expected.bonus += award;
        }
      else if (place < N_BASE)
        expected.open++;
    }
  for (int item = 0; item < 7; item++)
    expected.base += MAX (0, full[item] * 100 * COMMON - taken[item]);
  return expected;
}

static gint64
in_common (HjAmount amount)
{
  g_assert_cmpint (COMMON % amount.den, ==, 0);
  return amount.num * (COMMON / amount.den);
}

static void
assert_expected (const World       *world,
                 const HjScoreCard *card)
{
  Expected expected = reference (world);
  gboolean reached = expected.base >= (gint64) 9000 * COMMON;
  g_autofree char *text = hj_amount_format (card->base);

  g_assert_cmpint (in_common (card->base), ==, expected.base);
  g_assert_cmpint (in_common (card->bonus), ==, expected.bonus);
  g_assert_cmpint (in_common (card->grand), ==, expected.base + expected.bonus);
  g_assert_cmpuint (card->open, ==, expected.open);
  g_assert_true (card->can_pass == reached);
  g_assert_cmpint (card->outcome, ==, expected.open > 0 ? HJ_OUTCOME_INCOMPLETE : reached ? HJ_OUTCOME_PASS : HJ_OUTCOME_FAIL);
  /* What is shown never looks as if it reached the line when it did not. */
  if (!reached)
    g_assert_cmpfloat (g_ascii_strtod (text, NULL), <, 90.0);
}

/* Each step: what a preview says is what the card says after the change, and both are what the reference counts.
 * Concluding an open criterion never raises the base: it was the most it could become. */
static void
walk (guint32 seed,
      guint   n_experts,
      guint   n_steps)
{
  g_auto (World) world = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  world_init (&world, n_experts);
  for (guint step = 0; step < n_steps; step++)
    {
      guint expert = (guint) g_rand_int_range (rand, 0, (gint32) n_experts);
      guint place = (guint) g_rand_int_range (rand, 0, N_ALL);
      Memory memory;
      g_autoptr (HjFinding) finding = make_random_finding (&world, rand, expert, place, &memory);
      g_autoptr (HjScoreCard) before = hj_assess (world.content, NULL);
      g_autoptr (HjScoreCard) preview = hj_assess_preview (world.content, finding, NULL);
      g_autoptr (HjScoreCard) after = NULL;
      g_autofree char *preview_text = card_to_text (preview);
      g_autofree char *after_text = NULL;

      g_assert_true (hj_finding_is_empty (finding) || hj_assess_check_finding (world.scheme, finding, NULL));
      apply (&world, finding);
      world.memory[expert][place] = memory;
      after = hj_assess (world.content, NULL);
      after_text = card_to_text (after);
      g_assert_cmpstr (preview_text, ==, after_text);
      g_assert_cmpuint (preview->content->findings->len, ==, world.content->findings->len);
      assert_expected (&world, after);
      if (hj_score_card_find_criterion (before, places[place].id)->state == HJ_STATE_OPEN &&
          hj_score_card_find_criterion (after, places[place].id)->state != HJ_STATE_OPEN)
        g_assert_cmpint (hj_amount_compare (after->base, before->base), <=, 0);
      if (g_rand_int_range (rand, 0, 40) == 0)
        {
          world.recused[expert] = !world.recused[expert];
          hj_test_member (world.content, expert)->recused = world.recused[expert];
        }
    }
}

static void
test_sequences (void)
{
  for (guint n_experts = 1; n_experts <= MAX_EXPERTS; n_experts++)
    walk (20201108 + n_experts, n_experts, 500);
}

/* One expert answers everything: complete cards, so that passes and failures are both met. */
static void
test_complete (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (90);
  guint passed = 0;

  for (guint round = 0; round < 1000; round++)
    {
      g_auto (World) world = { 0 };
      g_autoptr (HjScoreCard) card = NULL;

      world_init (&world, 1);
      for (guint place = 0; place < N_ALL; place++)
        {
          Memory memory;
          g_autoptr (HjFinding) finding = NULL;

          do
            {
              g_clear_pointer (&finding, hj_finding_free);
              finding = make_random_finding (&world, rand, 0, place, &memory);
            }
          while (!memory.settled || (places[place].kind != KIND_BONUS && memory.cost > 700));
          apply (&world, finding);
          world.memory[0][place] = memory;
        }
      card = hj_assess (world.content, NULL);
      assert_expected (&world, card);
      g_assert_true (card->complete);
      passed += card->outcome == HJ_OUTCOME_PASS;
    }
  g_assert_cmpuint (passed, >, 50);
  g_assert_cmpuint (passed, <, 950);
}

/* The order in which a file holds the findings means nothing. */
static void
test_order_means_nothing (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint round = 0; round < 100; round++)
    {
      g_auto (World) world = { 0 };
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autoptr (HjScoreCard) card = NULL;
      g_autoptr (HjScoreCard) shuffled = NULL;

      world_init (&world, 5);
      for (guint i = 0; i < 5 * N_ALL; i++)
        {
          Memory memory;
          g_autoptr (HjFinding) finding = make_random_finding (&world, rand, i % 5, i / 5, &memory);

          apply (&world, finding);
        }
      card = hj_assess (world.content, NULL);
      first = card_to_text (card);
      for (guint i = world.content->findings->len - 1; i > 0; i--)
        {
          guint j = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
          gpointer held = g_ptr_array_index (world.content->findings, i);

          g_ptr_array_index (world.content->findings, i) = g_ptr_array_index (world.content->findings, j);
          g_ptr_array_index (world.content->findings, j) = held;
        }
      shuffled = hj_assess (world.content, NULL);
      second = card_to_text (shuffled);
      g_assert_cmpstr (first, ==, second);
    }
}

/* What no honest program would have written: any verdict, any points, any words, for any criterion. */
static HjFinding *
make_hostile_finding (GRand *rand)
{
  static const HjPoints amounts[] = { 0, 1, -1, 50, -250, 1000, 3000, 100000, HJ_POINTS_MAX, G_MAXINT64, G_MININT64 };
  static const char * const words[] = { "", " ", "r", "3.1.1.sites", "1.2.1.office", "site", "gold" };
  const char *criterion = places[g_rand_int_range (rand, 0, N_ALL)].id;
  HjFinding *finding = hj_finding_new (criterion, hj_test_expert ((guint) g_rand_int_range (rand, 0, 4)));
  int n = g_rand_int_range (rand, 0, 3);

  finding->verdict = (HjVerdict) g_rand_int_range (rand, 0, HJ_N_VERDICTS + 2);
  hj_str_set (&finding->reason, words[g_rand_int_range (rand, 0, 3)]);
  hj_str_set (&finding->evidence, words[g_rand_int_range (rand, 0, 3)]);
  if (g_rand_int_range (rand, 0, 4) == 0)
    finding->quantity = g_rand_int_range (rand, G_MININT, G_MAXINT);
  if (g_rand_int_range (rand, 0, 6) == 0)
    hj_str_set (&finding->tier, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  finding->has_award = g_rand_int_range (rand, 0, 3) == 0;
  finding->award = amounts[g_rand_int_range (rand, 0, G_N_ELEMENTS (amounts))];
  for (int i = 0; i < n; i++)
    {
      HjDeduction *deduction = hj_finding_add_deduction (finding, amounts[g_rand_int_range (rand, 0, G_N_ELEMENTS (amounts))]);

      hj_str_set (&deduction->reason, words[g_rand_int_range (rand, 0, 3)]);
      hj_str_set (&deduction->aspect, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      hj_finding_set_mark (finding, words[g_rand_int_range (rand, 3, G_N_ELEMENTS (words))],
                           (HjMark) g_rand_int_range (rand, 0, 4), words[g_rand_int_range (rand, 0, 3)]);
    }
  return finding;
}

/* Whatever a damaged or forged file holds: no crash, no figure outside its bounds, every derivation told. */
static void
test_hostile (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (666);

  for (guint round = 0; round < 1000; round++)
    {
      g_auto (World) world = { 0 };
      g_autoptr (HjScoreCard) card = NULL;

      world_init (&world, 4);
      for (guint i = 0; i < 30; i++)
        g_ptr_array_add (world.content->findings, make_hostile_finding (rand));
      card = hj_assess (world.content, NULL);
      g_assert_cmpint (hj_amount_compare (card->base, HJ_AMOUNT_ZERO), >=, 0);
      g_assert_cmpint (hj_amount_compare (card->base, hj_amount_from_points (HJ_POINTS (100))), <=, 0);
      g_assert_cmpint (hj_amount_compare (card->bonus, HJ_AMOUNT_ZERO), >=, 0);
      g_assert_cmpint (hj_amount_compare (card->bonus, hj_amount_from_points (HJ_POINTS (80))), <=, 0);
      for (guint i = 0; i < N_ALL; i++)
        g_ptr_array_unref (hj_assess_explain (card, places[i].id));
      for (guint i = 0; i < card->items->len; i++)
        {
          const HjCardItem *item = g_ptr_array_index (card->items, i);

          g_assert_cmpint (hj_amount_compare (item->score, HJ_AMOUNT_ZERO), >=, 0);
          g_assert_cmpint (hj_amount_compare (item->applied, item->raw), <=, 0);
          g_ptr_array_unref (hj_assess_explain (card, item->item->id));
        }
    }
}

/* A preview runs at each key: a full panel's must take far less than a frame. */
static void
test_fast (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (HjFinding) finding = NULL;
  Memory memory;
  gint64 start;
  double each;

  world_init (&world, 7);
  for (guint i = 0; i < 7 * N_ALL; i++)
    {
      g_autoptr (HjFinding) one = make_random_finding (&world, rand, i % 7, i / 7, &memory);

      apply (&world, one);
    }
  finding = make_random_finding (&world, rand, 0, 3, &memory);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 200; i++)
    hj_score_card_unref (hj_assess_preview (world.content, finding, NULL));
  each = (double) (g_get_monotonic_time () - start) / 200.0;
  g_test_message ("a preview of seven experts: %.0f µs", each);
  /* Generous, for sanitizers and busy machines: a frame is 16 667. */
  g_assert_cmpfloat (each, <, 16000.0);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/random/sequences", test_sequences);
  g_test_add_func ("/random/complete", test_complete);
  g_test_add_func ("/random/order-means-nothing", test_order_means_nothing);
  g_test_add_func ("/random/hostile", test_hostile);
  g_test_add_func ("/random/fast", test_fast);
  return hj_test_run ();
}
