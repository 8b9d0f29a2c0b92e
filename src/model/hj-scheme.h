/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-day.h"
#include "hj-points.h"
#include "hj-record.h"

G_BEGIN_DECLS

/* A scheme (方案) is a notice turned into data: immutable once read, shared by
 * reference. Fields are read directly; only src/scheme and tests fill them.
 * Strings are never NULL unless said; arrays are never NULL. */

typedef struct _HjScheme    HjScheme;
typedef struct _HjSection   HjSection;
typedef struct _HjItem      HjItem;
typedef struct _HjCriterion HjCriterion;

typedef enum {
  HJ_SCHEME_POINTS,      /* scored, with a pass line */
  HJ_SCHEME_CONDITIONS,  /* conditions met, partly met, not met; no points */
} HjSchemeKind;

/**
 * HjVerdict:
 *
 * What an expert says of one criterion. Which of them a rule knows is told by
 * hj_rule_allows().
 */
typedef enum {
  HJ_VERDICT_NONE,            /* not assessed */
  HJ_VERDICT_MET,             /* 有 / 符合 / 未发现问题 */
  HJ_VERDICT_MISSING,         /* 缺 / 不符合 */
  HJ_VERDICT_DEFICIENT,       /* 不规范 / 扣分 / 基本符合 */
  HJ_VERDICT_PROBLEM,         /* 发现问题 */
  HJ_VERDICT_NOT_APPLICABLE,  /* 不适用 */
} HjVerdict;
#define HJ_N_VERDICTS 6

const char *hj_verdict_to_id (HjVerdict verdict);  /* "none", "met", "missing", "deficient", "problem", "not-applicable" */
gboolean    hj_verdict_from_id (const char *id, HjVerdict *verdict);

/**
 * HjRuleKind:
 * @HJ_RULE_COUNT: each missing criterion costs `step`, up to `cap`; a deficient
 *   one costs `deficient`, which is 0 unless the scheme says otherwise
 * @HJ_RULE_ALL_OR_NOTHING: any problem makes the item 0
 * @HJ_RULE_JUDGED: any number of deductions, each min..max on `increment`
 * @HJ_RULE_SHORTFALL: each unit short (HjFinding.quantity) costs `step`, up to `cap`
 * @HJ_RULE_PARTIAL: a missing criterion costs `missing`, a deficient one `deficient`
 * @HJ_RULE_TIERS: the criterion is put into one tier, which gives its points
 * @HJ_RULE_BONUS: an award of 0 or min..max on `increment` a case, with evidence
 * @HJ_RULE_VETO: a problem fails the whole, whatever the points; no points itself
 * @HJ_RULE_CONDITION: met, partly met (deficient), not met (missing); no points
 *
 * Verdicts by rule (domain.md 1):
 *   count, partial:  met missing deficient not-applicable
 *   all-or-nothing, veto: met problem not-applicable
 *   judged:          met deficient not-applicable
 *   shortfall:       met missing (quantity >= 1) not-applicable
 *   tiers:           met (the top tier) deficient (a lower one) not-applicable; `tier` names it
 *   bonus:           met with an award and evidence, or missing (no award); an award alone stands for met
 *   condition:       met deficient missing not-applicable
 * not-applicable and a problem owe a reason, a deficiency that costs points, a condition not or
 * partly met; missing of count/partial/shortfall does not, nor a deficiency that costs nothing
 * (it is printed as an opinion); for judged each deduction owes its own.
 */
typedef enum {
  HJ_RULE_COUNT,
  HJ_RULE_ALL_OR_NOTHING,
  HJ_RULE_JUDGED,
  HJ_RULE_SHORTFALL,
  HJ_RULE_PARTIAL,
  HJ_RULE_TIERS,
  HJ_RULE_BONUS,
  HJ_RULE_VETO,
  HJ_RULE_CONDITION,
} HjRuleKind;
#define HJ_N_RULES 9

const char *hj_rule_kind_to_id (HjRuleKind kind);  /* "count", "all-or-nothing", "judged", ... */
gboolean    hj_rule_kind_from_id (const char *id, HjRuleKind *kind);

typedef enum {
  HJ_COMBINE_CONSENSUS,     /* where experts differ the criterion is open and listed */
  HJ_COMBINE_MEAN,          /* exact mean of the experts' deductions */
  HJ_COMBINE_TRIMMED_MEAN,  /* without the highest and the lowest; mean below `trim_from` experts */
} HjCombine;

const char *hj_combine_to_id (HjCombine combine);  /* "consensus", "mean", "trimmed-mean" */
gboolean    hj_combine_from_id (const char *id, HjCombine *combine);

typedef struct {
  char     *id;
  char     *label;
  HjPoints  points;  /* what the criterion's item scores in this tier */
  gboolean  banded;  /* the tier is a band of a measured whole quantity: from..to */
  gint64    from;    /* both ends belong to the band */
  gint64    to;      /* G_MAXINT64: open above */
} HjTier;

typedef struct {
  HjRuleKind  kind;
  HjPoints    step;       /* count, shortfall: cost of one */
  HjPoints    cap;        /* count, shortfall, judged: most that may be taken; the item's points unless said */
  HjPoints    missing;    /* partial */
  HjPoints    deficient;  /* count, partial: cost of a deficient one */
  HjPoints    min, max;   /* judged: one deduction; bonus: one award */
  HjPoints    increment;  /* judged, bonus: points are multiples of it */
  gboolean    evidence;   /* bonus: evidence must be named */
  char       *unit;       /* count, shortfall, banded tiers: what is counted: 项, 人, ㎡; "" */
  GPtrArray  *tiers;      /* HjTier, best first */
  char       *reading;    /* the program's default reading, shown as such; "" if the notice settles it */
} HjRule;

gboolean hj_rule_allows (const HjRule *rule, HjVerdict verdict);

/* What one looks at under a criterion; the program's own guidance, without points. */
typedef struct {
  char *id;        /* "3.1.1.video": unique in the scheme */
  char *title;     /* 视频监控 */
  char *guidance;  /* "" or what to look for, with the clause */
} HjAspect;

struct _HjCriterion {
  char      *id;     /* "2.1.3" */
  char      *text;   /* official wording */
  char      *digest; /* SHA-256 of the text, hex */
  char      *types;  /* ids of the applicant types it is asked of, comma between; "" for all */
  GPtrArray *aspects;  /* HjAspect; often empty */
  GPtrArray *phrases;  /* char*: quick phrases for reasons */
  HjItem    *item;     /* borrowed */
};

struct _HjItem {
  char      *id;      /* "2.1" */
  char      *title;   /* 中项, official: 工作场所相关制度、办法的情况; for the walk also where the notice leaves the cell empty */
  char      *short_title;      /* for the way: 工作场所制度; the title where the scheme gives none */
  char      *sheet_title;      /* what stands in the 中项 cell of the official table, "" for an empty cell */
  char      *sheet_criterion;  /* NULL, or the one official text that stands in the 小项 cell instead of the criteria (bonus) */
  char      *basis;   /* 评估方法和标准, official */
  gboolean   has_points;
  HjPoints   points;
  HjRule     rule;
  GPtrArray *methods;   /* char*: ids of the methods one would use here, first = default */
  GPtrArray *criteria;  /* HjCriterion */
  GPtrArray *phrases;   /* char* */
  char      *digest;
  HjSection *section;   /* borrowed */
};

struct _HjSection {
  char      *id;      /* "2" */
  char      *title;   /* official, with number: 2.规章制度情况 */
  char      *short_title;
  gboolean   has_points;
  HjPoints   points;  /* 20 */
  gboolean   bonus;
  GPtrArray *items;   /* HjItem */
  char      *digest;
  HjScheme  *scheme;  /* borrowed */
};

typedef struct {
  gboolean   present;
  HjPoints   line;       /* 90 */
  gboolean   inclusive;  /* 以上 includes its own figure */
  GPtrArray *sections;   /* char*: ids of the sections that are summed, "1".."4" */
  char      *label;      /* 1-4项合计 */
  char      *note;       /* official: 注: 1-4项合计分数必须在90分以上。 */
  char      *reading;    /* why inclusive, as the program's default; "" if settled */
} HjPassLine;

typedef struct { char *id, *label; } HjMethod;  /* 听汇报, 现场察看 ... */
typedef struct { char *id, *label; } HjLevel;   /* "5" 五级/初级工 ... "1" 一级/高级技师 */

typedef enum {
  HJ_CHECK_APPLICANT,   /* evaluated once */
  HJ_CHECK_OCCUPATION,  /* once for each occupation applied for */
  HJ_CHECK_LEVEL,       /* once for each occupation and level */
} HjCheckScope;

/* One condition each row of a check must meet, and how a gap is told: 学历在大专以上. */
typedef struct { char *test, *phrase; } HjCheckCondition;

/**
 * HjCheck:
 *
 * The part of a standard that a machine can check (design.md 3): the rows that
 * `rows` selects in the dossier's canonical form, those of them that meet all
 * conditions, measured by `measure` (their number where it is ""), against
 * at_least and at_most. A `remark` is shown and never a gap.
 */
typedef struct {
  char         *id;          /* unique in the scheme */
  char         *title;       /* 考务人员 */
  HjCheckScope  scope;
  char         *levels;      /* level ids, comma between; "" for all */
  char         *rows;        /* XPath, a node set */
  char         *measure;     /* XPath, a number, evaluated over the rows that remain; "" = count */
  char         *unit;        /* 人 */
  gboolean      has_at_least, has_at_most;
  double        at_least, at_most;
  gboolean      remark;
  char         *applies;     /* XPath, a boolean, over the subject: the check is asked only where it holds; "" = always */
  char         *reading;     /* the program's default where the notice is silent */
  GPtrArray    *conditions;  /* HjCheckCondition */
} HjCheck;

typedef enum {
  HJ_STANDARD_REQUIREMENT,  /* must hold */
  HJ_STANDARD_EXCLUSION,    /* must not hold */
  HJ_STANDARD_REMARK,       /* worth knowing, no demand */
} HjStandardKind;

typedef struct {
  char *id;
  HjStandardKind kind;
  char *group;       /* 一、人员配置 */
  char *clause;      /* 附件1 一.4 */
  char *text;        /* official */
  char *item;        /* id of the rubric item it bears on, or "" */
  char *aspect;      /* id of the aspect it is looked at under, or "" */
  char *types;       /* ids of the applicant types it applies to, comma between; "" for all */
  gboolean relaxable;   /* a bonus case lets the panel relax it, with a reason */
  GPtrArray *checks;    /* HjCheck; empty where it cannot be checked by machine */
  char *digest;
} HjStandard;

typedef struct { char *id, *label, *note; } HjApplicantType;  /* 机构类型 */

/* Words that the checks look up: the ranks of schooling, of titles. */
typedef struct { char *word; int rank; } HjWord;
typedef struct { char *id, *title; GPtrArray *words; } HjVocabulary;

typedef enum {
  HJ_STEP_APPLICATION,    /* 申报 */
  HJ_STEP_ACCEPTANCE,     /* 受理 */
  HJ_STEP_DOCUMENTS,      /* 资料审核 */
  HJ_STEP_VISIT,          /* 现场评估 */
  HJ_STEP_DELIBERATION,   /* 合议 */
  HJ_STEP_CONCLUSION,     /* 结论 */
  HJ_STEP_REVIEW,         /* 复核 */
  HJ_STEP_PUBLICITY,      /* 公示 */
  HJ_STEP_OBJECTION,      /* 异议 */
  HJ_STEP_CODING,         /* 赋码 */
  HJ_STEP_RECEIPT,        /* 回执 */
  HJ_STEP_RECTIFICATION,  /* 整改验收 */
  HJ_STEP_RENEWAL,        /* 续期 */
  HJ_STEP_CANCELLATION,   /* 取消 */
} HjStepKind;
#define HJ_N_STEPS 14

const char *hj_step_kind_to_id (HjStepKind kind);  /* "application", "acceptance", "documents", ... */
gboolean    hj_step_kind_from_id (const char *id, HjStepKind *kind);

/* A step of the way of a dossier: which a scheme has, in its order, and who acts. */
typedef struct { HjStepKind kind; char *label, *actor, *text; gboolean optional; } HjStep;

/* A time of every year in which applications are taken, both days included; days of a common year. */
typedef struct { int from_month, from_day, to_month, to_day; } HjIntake;

typedef struct {
  char *id, *text;
  int   copies;
  char *types;   /* ids of the applicant types that hand it in, comma between; "" for all */
  char *digest;
} HjMaterial;
typedef struct { char *id, *text; } HjPledge;

/* A field of a notice's form, in its words. @id: of a field of the form's table (hj-record-tables.c). */
typedef struct {
  char     *id, *label, *kind, *group;  /* kind: text, day, number, choice, id-number, phone, flag */
  char     *options;      /* one a line: this notice's choices; "" = those of the record's field, or free */
  gboolean  supplement;   /* 核查补充: not asked for by the form, but a standard needs it */
} HjField;
typedef struct {
  char      *id;
  char      *title;
  gboolean   table;   /* many rows */
  HjRecordKind record;  /* the table it fills */
  char      *with;    /* "purpose=practice": which rows are its own, and what a new one gets; "" = all */
  gboolean   per_occupation;  /* filled once for each occupation (Z: 本表需按申报职业（工种）单独填写) */
  gboolean   supplement;      /* the whole form is 核查补充 */
  GPtrArray *fields;  /* HjField */
} HjForm;

typedef struct { char *code, *name, *remark; } HjListedOccupation;

typedef struct {
  char      *text;         /* official scope */
  char      *edition;      /* 2015 */
  char      *code_pattern; /* regular expression of an occupation code */
  int        max_first;    /* 3; 0 = no limit */
  int        max_more;     /* 3 */
  char      *max_exempt;   /* whom the two bounds don't bind: 技师学院; "" for nobody */
  int        bodies_min;   /* an authority chooses at least so many bodies an occupation; 0 = no number */
  int        bodies_max;   /* and at most, in principle: 5 */
  char      *bodies_exempt;/* who isn't counted there: 技师学院 */
  char      *usual_levels; /* levels granted in principle, comma between; "" = as applied */
  GPtrArray *levels;       /* HjLevel, lowest first */
  GPtrArray *listed;       /* HjListedOccupation; empty = not restricted to a list */
} HjOccupationScope;

typedef struct {
  int       days;      /* publicity; 0 = no number given */
  gboolean  working;
  gboolean  at_least;
  HjDay     valid_until;   /* HJ_DAY_NONE */
  int       valid_years;   /* 0 */
  char     *issuer;        /* authority that issues the receipt */
  char     *evaluator;     /* evaluation centre */
  char     *code_pattern;  /* 机构编码 */
} HjFilingRules;

typedef struct { char *key, *value; } HjTerm;  /* the notice's own word for a term of ours; texts of documents */

/* A reading that the notice does not settle: the program's default. */
typedef struct { char *id, *about, *text; } HjReading;  /* about: an id of the scheme, or "" */

struct _HjScheme {
  gatomicrefcount ref_count;
  char         *id;             /* zhejiang-2020 */
  char         *edition;        /* "1" */
  char         *title;          /* 浙江省社会培训评价组织评估细则（试行） */
  char         *short_title;    /* 浙江 2020 */
  char         *notice;         /* full title of the notice */
  char         *document_number;/* 浙人社办发〔2020〕35号 */
  char         *authority;      /* who issued the notice */
  HjDay         issued;
  HjSchemeKind  kind;
  GPtrArray    *sections;       /* HjSection, bonus last */
  char         *borrowed;       /* whose rubric it is where the notice has none of its own; "": its own */
  HjPassLine    pass;
  HjCombine     combine[HJ_N_RULES];
  int           trim_from;      /* experts from which a trimmed mean trims; 5 */
  GPtrArray    *methods;        /* HjMethod */
  GPtrArray    *standards;      /* HjStandard */
  GPtrArray    *materials;      /* HjMaterial */
  GPtrArray    *pledges;        /* HjPledge */
  char         *pledge_title;   /* 浙江省社会培训评价组织承诺书 */
  char         *pledge_closing; /* 如未兑现上述承诺… */
  GPtrArray    *forms;          /* HjForm */
  GPtrArray    *applicant_types;/* HjApplicantType */
  GPtrArray    *vocabularies;   /* HjVocabulary */
  GPtrArray    *steps;          /* HjStep, in order */
  GPtrArray    *intakes;        /* HjIntake, by day of the year; empty = at any time */
  HjDay         taken_since;    /* the first day on which applications are taken at all; HJ_DAY_NONE: not said */
  HjDay         taken_until;    /* and the last; HJ_DAY_NONE: not said */
  HjOccupationScope occupations;
  HjFilingRules filing;
  GPtrArray    *terms;          /* HjTerm */
  GPtrArray    *texts;          /* HjTerm: texts of documents, by key */
  GPtrArray    *readings;       /* HjReading */
  GPtrArray    *phrases;        /* char*: quick phrases for any reason */
  GBytes       *bytes;          /* the file, byte for byte; NULL for one made in a test */
  char         *digest;         /* SHA-256 of the bytes */
};

HjScheme    *hj_scheme_new (void);  /* empty, all arrays there; for src/scheme and tests to fill */
HjScheme    *hj_scheme_ref (HjScheme *scheme);
void         hj_scheme_unref (HjScheme *scheme);

HjSection   *hj_scheme_add_section (HjScheme *scheme);  /* appended, borrowed */
HjItem      *hj_section_add_item (HjSection *section);
HjCriterion *hj_item_add_criterion (HjItem *item);
HjTier      *hj_rule_add_tier (HjRule *rule);
HjAspect    *hj_criterion_add_aspect (HjCriterion *criterion);
HjMethod    *hj_scheme_add_method (HjScheme *scheme);
HjLevel     *hj_scheme_add_level (HjScheme *scheme);
HjStandard  *hj_scheme_add_standard (HjScheme *scheme);
HjCheck     *hj_standard_add_check (HjStandard *standard);
HjCheckCondition *hj_check_add_condition (HjCheck *check);
HjApplicantType  *hj_scheme_add_applicant_type (HjScheme *scheme);
HjVocabulary     *hj_scheme_add_vocabulary (HjScheme *scheme);
HjWord           *hj_vocabulary_add_word (HjVocabulary *vocabulary);
HjStep           *hj_scheme_add_step (HjScheme *scheme);
HjIntake         *hj_scheme_add_intake (HjScheme *scheme);
HjMaterial  *hj_scheme_add_material (HjScheme *scheme);
HjPledge    *hj_scheme_add_pledge (HjScheme *scheme);
HjForm      *hj_scheme_add_form (HjScheme *scheme);
HjField     *hj_form_add_field (HjForm *form);
HjListedOccupation *hj_scheme_add_listed_occupation (HjScheme *scheme);
HjTerm      *hj_scheme_add_term (HjScheme *scheme);
HjTerm      *hj_scheme_add_text (HjScheme *scheme);
HjReading   *hj_scheme_add_reading (HjScheme *scheme);

/* Borrowed, or NULL. Criteria and items are found by a linear walk: a rubric has tens. */
HjSection   *hj_scheme_find_section (HjScheme *scheme, const char *id);
HjItem      *hj_scheme_find_item (HjScheme *scheme, const char *id);
HjCriterion *hj_scheme_find_criterion (HjScheme *scheme, const char *id);
HjAspect    *hj_criterion_find_aspect (const HjCriterion *criterion, const char *id);
const char  *hj_scheme_method_label (const HjScheme *scheme, const char *id);  /* the id itself where unknown */
const char  *hj_scheme_level_label (const HjScheme *scheme, const char *id);
const char  *hj_scheme_term (const HjScheme *scheme, const char *key, const char *fallback);
const char  *hj_scheme_text (const HjScheme *scheme, const char *key);         /* "" where the scheme has none */
/* Whether what is meant for @types (HjCriterion.types, HjMaterial.types, HjStandard.types) is asked of an
 * applicant of the kind @type (HjApplicant.type, in the scheme's words). An unknown kind is asked everything. */
gboolean     hj_scheme_asks_type (const HjScheme *scheme, const char *types, const char *type);
/* Whether applications are taken on @day, by the days and the times of the year that the notice names; TRUE
 * for a scheme without either. */
gboolean     hj_scheme_takes_on (const HjScheme *scheme, HjDay day);
/* Sum of the sections under the pass line; 0 for a scheme without points. */
HjPoints     hj_scheme_full_points (const HjScheme *scheme);
gboolean     hj_scheme_section_counts (const HjScheme *scheme, const char *section_id);  /* is it under the pass line */
gboolean     hj_pass_line_reached (const HjPassLine *pass, HjAmount base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjScheme, hj_scheme_unref)

G_END_DECLS
