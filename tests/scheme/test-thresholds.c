/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-scheme-file.h"
#include "hj-standards.h"
#include "hj-test.h"

/* Each machine check of the schemes without points just below, at and above its threshold, and with
 * a value missing. An application holds nothing but what its case is about. A last test asks that no
 * check of these schemes is left out. */

#define DAY hj_day_new (2022, 7, 20)

typedef struct {
  const char *scheme;
  const char *check;
  const char *subject;
  const char *xml;
  const char *status;
} Case;

#define J "jilin-2022"
#define S "shandong-2020"
#define C "cettic-2020"

#define APPLICANT(attributes) "<applicant id='applicant' " attributes "/>"
#define OCCUPATION(attributes) "<occupations><occupation id='o1' name='电工' levels='5 4 3' " attributes "/></occupations>"
#define TABLE(name, rows) "<" name ">" rows "</" name ">"
#define PERSON(id, attributes) "<person id='" id "' " attributes "/>"
#define FULL(id) PERSON (id, "name='" id "' full-time='yes' id-number='" id "'")
#define RULE(id, name) "<rule id='" id "' name='" name "'/>"
#define SITE(id, attributes) "<site id='" id "' " attributes "/>"
#define OWNED(id, attributes) SITE (id, "tenure='own' " attributes)
#define ROOM(id, kind) SITE (id, "kind='" kind "'")
#define LOOKUP(id, subject, result) "<lookup id='" id "' subject='" subject "' " result "/>"
#define MATERIAL(id, received) "<material id='" id "' " received "/>"
#define BRANCH(id, attributes) "<branch id='" id "' " attributes "/>"

/* One of a kind: none of it is short, one and two are met, an empty table is unknown. */
#define PRESENCE(scheme, check, subject, before, table, other, one, two) \
  { scheme, check, subject, before TABLE (table, other), "short" }, \
  { scheme, check, subject, before TABLE (table, other one), "met" }, \
  { scheme, check, subject, before TABLE (table, other one two), "met" }, \
  { scheme, check, subject, before, "unknown" }
#define PAPER(scheme, check, name, synonym) \
  PRESENCE (scheme, check, "", "", "rules", RULE ("x", "考场座次表"), RULE ("a", name), RULE ("b", synonym)), \
  { scheme, check, "", TABLE ("rules", RULE ("a", synonym)), "met" }, \
  { scheme, check, "", TABLE ("rules", RULE ("a", "《某某机构" name "（试行）》")), "met" }
#define ROOMS(scheme, check, kind) \
  PRESENCE (scheme, check, "", "", "sites", ROOM ("x", "other"), ROOM ("a", kind), ROOM ("b", kind)), \
  { scheme, check, "", TABLE ("sites", ROOM ("x", "other") SITE ("a", "name='一楼'")), "unknown" }
/* What must be said yes of the applicant or of an occupation. */
#define MUST_BE(scheme, check, subject, inside, attribute) \
  { scheme, check, subject, inside (attribute "='no'"), "short" }, \
  { scheme, check, subject, inside (attribute "='yes'"), "met" }, \
  { scheme, check, subject, inside ("name='电工学会'"), "unknown" }
#define MUST_NOT_BE(scheme, check, subject, inside, attribute) \
  { scheme, check, subject, inside (attribute "='yes'"), "short" }, \
  { scheme, check, subject, inside (attribute "='no'"), "met" }, \
  { scheme, check, subject, inside ("name='电工学会'"), "unknown" }
#define OWN(attributes) "<occupations><occupation id='o1' levels='5 4 3' " attributes "/></occupations>"
#define AS(type) "<applicant id='applicant' type='" type "'/>"
/* The same asked of one kind of applicant alone. */
#define OF_TYPE(scheme, check, type, other, attribute) \
  { scheme, check, "o1", AS (type) OWN (attribute "='no'"), "short" }, \
  { scheme, check, "o1", AS (type) OWN (attribute "='yes'"), "met" }, \
  { scheme, check, "o1", AS (type) OWN ("name='电工'"), "unknown" }, \
  { scheme, check, "o1", AS (other) OWN (attribute "='no'"), "not-applicable" }
#define LOOKED_UP(scheme, check, before, id, label) \
  { scheme, check, "", before TABLE ("credit", LOOKUP ("a", id, "result='found'")), "short" }, \
  { scheme, check, "", before TABLE ("credit", LOOKUP ("a", label, "result='found'")), "short" }, \
  { scheme, check, "", before TABLE ("credit", LOOKUP ("a", label, "result='clear'")), "met" }, \
  { scheme, check, "", before TABLE ("credit", LOOKUP ("a", label, "result='clear'") LOOKUP ("b", id, "result='clear'")), "met" }, \
  { scheme, check, "", before TABLE ("credit", LOOKUP ("a", label, "result='clear'") LOOKUP ("b", id, "result='found'")), "short" }, \
  { scheme, check, "", before TABLE ("credit", LOOKUP ("a", label, "")), "unknown" }, \
  { scheme, check, "", before TABLE ("credit", LOOKUP ("a", "别的", "result='found'")), "unknown" }, \
  { scheme, check, "", before, "unknown" }
#define RECEIVED(scheme, check, before, id) \
  { scheme, check, "", before TABLE ("materials", MATERIAL (id, "received='no'")), "short" }, \
  { scheme, check, "", before TABLE ("materials", MATERIAL (id, "received='yes'")), "met" }, \
  { scheme, check, "", before TABLE ("materials", MATERIAL (id, "copies='2'")), "unknown" }, \
  { scheme, check, "", before TABLE ("materials", MATERIAL ("material.another", "received='yes'")), "unknown" }, \
  { scheme, check, "", before, "unknown" }
#define FOR_OCCUPATION(scheme, check, table, row) \
  PRESENCE (scheme, check, "o1", OCCUPATION (""), table, "<" row " id='x' occupation='焊工'/>", \
            "<" row " id='a' occupation='电工'/>", "<" row " id='b'/>")
#define TERM(id, attributes) SITE (id, "kind='theory' tenure='leased' " attributes)

static const Case jilin_cases[] = {
  { J, "scope.body.type", "", APPLICANT ("type='其他'"), "short" },
  { J, "scope.body.type", "", APPLICANT ("type='行业组织'"), "met" },
  { J, "scope.body.type", "", APPLICANT ("type='院校'"), "met" },
  { J, "scope.body.type", "", APPLICANT ("type='企业'"), "met" },
  { J, "scope.body.type", "", APPLICANT ("type='社会培训机构'"), "met" },
  { J, "scope.body.type", "", APPLICANT ("type='俱乐部'"), "unknown" },
  { J, "scope.body.type", "", APPLICANT ("name='某某'"), "unknown" },
  MUST_NOT_BE (J, "exclusion.government.body", "", APPLICANT, "government"),
  LOOKED_UP (J, "exclusion.violation.lookup", "", "exclusion.violation", "培训评价领域违法违规或失信行为"),
  LOOKED_UP (J, "exclusion.review.lookup", APPLICANT ("formation='association'"), "exclusion.review", "3年内民政部门年审不合格"),
  { J, "exclusion.review.lookup", "", APPLICANT ("formation='non-profit'") TABLE ("credit", LOOKUP ("a", "exclusion.review", "result='found'")), "short" },
  { J, "exclusion.review.lookup", "", APPLICANT ("formation='enterprise'") TABLE ("credit", LOOKUP ("a", "exclusion.review", "result='found'")), "not-applicable" },
  { J, "exclusion.review.lookup", "", TABLE ("credit", LOOKUP ("a", "exclusion.review", "result='found'")), "unknown" },
  LOOKED_UP (J, "exclusion.illegal.lookup", APPLICANT ("formation='non-profit'"), "exclusion.illegal", "民政部门非法社会组织名单"),
  { J, "exclusion.illegal.lookup", "", APPLICANT ("formation='enterprise'") TABLE ("credit", LOOKUP ("a", "exclusion.illegal", "result='found'")), "not-applicable" },
  LOOKED_UP (J, "exclusion.abnormal.lookup", APPLICANT ("formation='enterprise'"), "exclusion.abnormal", "3年内企业经营异常目录"),
  { J, "exclusion.abnormal.lookup", "", APPLICANT ("formation='association'") TABLE ("credit", LOOKUP ("a", "exclusion.abnormal", "result='found'")), "not-applicable" },
  LOOKED_UP (J, "exclusion.record.lookup", "", "exclusion.record", "人才评价领域不良记录"),

  { J, "entry.registered.province", "", APPLICANT ("region='219999'"), "short" },
  { J, "entry.registered.province", "", APPLICANT ("region='220000'"), "met" },
  { J, "entry.registered.province", "", APPLICANT ("region='222426'"), "met" },
  { J, "entry.registered.province", "", APPLICANT ("region='229999'"), "met" },
  { J, "entry.registered.province", "", APPLICANT ("region='230000'"), "short" },
  { J, "entry.registered.province", "", APPLICANT ("name='某某'"), "unknown" },
  PAPER (J, "entry.registered.finance", "财务制度", "财务管理办法"),
  PAPER (J, "entry.registered.management", "职业技能等级认定管理运行制度", "职业技能等级认定管理办法"),
  { J, "entry.unit.named", "", APPLICANT ("unit='认定中心'"), "met" },
  { J, "entry.unit.named", "", APPLICANT ("name='某某'"), "unknown" },
  { J, "entry.unit.named", "", APPLICANT ("unit='暂无'"), "short" },
  { J, "entry.unit.named", "", APPLICANT ("unit='未设立'"), "short" },
  { J, "entry.unit.named", "", APPLICANT ("unit='——'"), "unknown" },
  { J, "entry.unit.named", "", APPLICANT ("unit='待定'"), "unknown" },
  { J, "entry.registered.province", "", APPLICANT ("region='某省某市'"), "unknown" },

  { J, "staff.full-time.number", "", TABLE ("staff", FULL ("a") FULL ("b") FULL ("c") FULL ("d")), "short" },
  { J, "staff.full-time.number", "", TABLE ("staff", FULL ("a") FULL ("b") FULL ("c") FULL ("d") PERSON ("e", "full-time='no'")), "short" },
  { J, "staff.full-time.number", "", TABLE ("staff", FULL ("a") FULL ("b") FULL ("c") FULL ("d") PERSON ("e", "name='戊'")), "unknown" },
  /* One person in two posts has two rows, and is one person. */
  { J, "staff.full-time.number", "", TABLE ("staff", FULL ("a") FULL ("b") FULL ("c") FULL ("d") PERSON ("e", "name='a' full-time='yes' id-number='A '")), "short" },
  { J, "staff.full-time.number", "", TABLE ("staff", FULL ("a") FULL ("b") FULL ("c") FULL ("d") PERSON ("e", "name='a' full-time='yes'")), "unknown" },
  { J, "staff.full-time.number", "", TABLE ("staff", FULL ("a") FULL ("b") FULL ("c") FULL ("d") FULL ("e")), "met" },
  { J, "staff.full-time.number", "", TABLE ("staff", FULL ("a") FULL ("b") FULL ("c") FULL ("d") FULL ("e") FULL ("f")), "met" },
  { J, "staff.full-time.number", "", "", "unknown" },
  FOR_OCCUPATION (J, "staff.assessors.number", "assessors", "assessor"),
  FOR_OCCUPATION (J, "staff.experts.number", "experts", "expert"),
  { J, "staff.inspectors.number", "", TABLE ("inspectors", "<inspector id='a' name='甲'/>"), "met" },
  { J, "staff.inspectors.number", "", "", "unknown" },

  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='600'") OWNED ("b", "area='399.99'")), "short" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='600'") OWNED ("b", "area='400'")), "met" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='600'") OWNED ("b", "area='400.01'")), "met" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='999.9'") OWNED ("b", "area='0.1'")), "met" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='600'") OWNED ("b", "name='二楼'")), "unknown" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='1000'") OWNED ("b", "name='二楼'")), "met" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "kind='office' area='400'") OWNED ("b", "kind='theory' area='600'")), "met" },
  /* One room told again for another occupation is one room. */
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "name='一楼' area='600'") OWNED ("b", "name='一 楼' area='600'")), "short" },
  /* A lease of less than five years gives no area; one whose term is not told may. */
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='600'") TERM ("b", "area='400' lease-from='2020-06-01' lease-to='2025-05-30'")), "short" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='600'") TERM ("b", "area='400' lease-from='2020-06-01' lease-to='2025-05-31'")), "met" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='600'") TERM ("b", "area='400' lease-from='2020-06-01'")), "unknown" },
  { J, "sites.area.total", "", TABLE ("sites", OWNED ("a", "area='600'") SITE ("b", "area='400'")), "unknown" },
  { J, "sites.area.total", "", "", "unknown" },
  { J, "sites.area.safe", "", TABLE ("sites", SITE ("a", "kind='theory' safe='no'")), "short" },
  { J, "sites.area.safe", "", TABLE ("sites", SITE ("a", "kind='theory' safe='yes'")), "met" },
  { J, "sites.area.safe", "", TABLE ("sites", SITE ("a", "kind='theory'")), "unknown" },
  { J, "sites.area.safe", "", TABLE ("sites", SITE ("a", "kind='office' safe='no'") SITE ("b", "kind='theory' safe='yes'")), "short" },
  { J, "sites.area.safe", "", "", "unknown" },
  { J, "sites.lease.years", "", TABLE ("sites", TERM ("a", "lease-from='2020-06-01' lease-to='2025-05-30'")), "short" },
  { J, "sites.lease.years", "", TABLE ("sites", TERM ("a", "lease-from='2020-06-01' lease-to='2025-05-31'")), "met" },
  { J, "sites.lease.years", "", TABLE ("sites", TERM ("a", "lease-from='2020-06-01' lease-to='2026-05-31'")), "met" },
  { J, "sites.lease.years", "", TABLE ("sites", TERM ("a", "lease-from='2020-06-01'")), "unknown" },
  { J, "sites.lease.years", "", TABLE ("sites", SITE ("a", "tenure='own'")), "met" },
  { J, "sites.lease.years", "", "", "unknown" },
  { J, "sites.lease.expired", "", TABLE ("sites", TERM ("a", "lease-from='2017-07-20' lease-to='2022-07-19'")), "over" },
  { J, "sites.lease.expired", "", TABLE ("sites", TERM ("a", "lease-from='2017-07-21' lease-to='2022-07-20'")), "met" },
  { J, "sites.lease.expired", "", TABLE ("sites", TERM ("a", "lease-from='2017-07-21' lease-to='2022-07'")), "unknown" },
  { J, "sites.lease.lessor", "", TABLE ("sites", TERM ("a", "lessor-proof='no'")), "short" },
  { J, "sites.lease.lessor", "", TABLE ("sites", TERM ("a", "lessor-proof='yes'")), "met" },
  { J, "sites.lease.lessor", "", TABLE ("sites", TERM ("a", "lessor-proof='yes'") TERM ("b", "lessor-proof='no'")), "short" },
  { J, "sites.lease.lessor", "", TABLE ("sites", TERM ("a", "")), "unknown" },
  { J, "sites.lease.title", "", TABLE ("sites", SITE ("a", "tenure='own' title-proof='no'")), "short" },
  { J, "sites.lease.title", "", TABLE ("sites", SITE ("a", "tenure='own' title-proof='yes'")), "met" },
  { J, "sites.lease.title", "", TABLE ("sites", SITE ("a", "tenure='own'")), "unknown" },
  ROOMS (J, "sites.office.room", "office"),
  ROOMS (J, "sites.office.confidential", "confidential"),
  ROOMS (J, "sites.office.certificates", "certificates"),
  ROOMS (J, "sites.rooms.affairs", "exam-affairs"),
  ROOMS (J, "sites.rooms.waiting", "waiting"),
#define SEEN(id) SITE (id, "kind='theory' monitored='yes'")
#define UNSEEN(id) SITE (id, "kind='theory' monitored='no'")
  { J, "sites.theory.rooms", "", TABLE ("sites", SEEN ("a")), "short" },
  { J, "sites.theory.rooms", "", TABLE ("sites", SEEN ("a") UNSEEN ("b") UNSEEN ("c")), "short" },
  { J, "sites.theory.rooms", "", TABLE ("sites", SITE ("a", "kind='theory' name='考场一' monitored='yes'") SITE ("b", "kind='theory' name='考场一' monitored='yes'")), "short" },
  { J, "sites.theory.rooms", "", TABLE ("sites", SEEN ("a") SEEN ("b")), "met" },
  { J, "sites.theory.rooms", "", TABLE ("sites", SEEN ("a") SEEN ("b") SEEN ("c")), "met" },
  { J, "sites.theory.rooms", "", TABLE ("sites", SEEN ("a") ROOM ("b", "theory")), "unknown" },
#define AT(id, occupation, attributes) SITE (id, "kind='practice' occupation='" occupation "' " attributes)
  { J, "sites.practice.monitored", "o1", OCCUPATION ("") TABLE ("sites", AT ("a", "电工", "monitored='no'")), "short" },
  { J, "sites.practice.monitored", "o1", OCCUPATION ("") TABLE ("sites", AT ("a", "焊工", "monitored='yes'")), "short" },
  { J, "sites.practice.monitored", "o1", OCCUPATION ("") TABLE ("sites", AT ("a", "电工", "monitored='yes'")), "met" },
  { J, "sites.practice.monitored", "o1", OCCUPATION ("") TABLE ("sites", AT ("a", "电工", "monitored='yes'") AT ("b", "电工", "monitored='no'")), "met" },
  { J, "sites.practice.monitored", "o1", OCCUPATION ("") TABLE ("sites", AT ("a", "电工", "")), "unknown" },
  FOR_OCCUPATION (J, "sites.practice.equipment", "equipment", "device"),
  PAPER (J, "entry.quality.paper", "质量管控文件", "质量管理办法"),
  PAPER (J, "entry.quality.emergency", "突发事件应急预案", "应急处置预案"),
  RECEIVED (J, "entry.supervision.pledge", "", "material.pledge"),

#define CODE(code) OCCUPATION ("code='" code "'")
  { J, "occupations.class.code", "o1", CODE ("2-02-10-02"), "short" },
  { J, "occupations.class.code", "o1", CODE ("3-01-02-01"), "met" },
  { J, "occupations.class.code", "o1", CODE ("4-07-03-02"), "met" },
  { J, "occupations.class.code", "o1", CODE ("5-01-01-01"), "met" },
  { J, "occupations.class.code", "o1", CODE ("6-31-01-03"), "met" },
  { J, "occupations.class.code", "o1", CODE ("7-00-00-00"), "short" },
  { J, "occupations.class.code", "o1", OCCUPATION (""), "unknown" },
  { J, "occupations.class.basis", "o1", OCCUPATION ("basis='none'"), "short" },
  { J, "occupations.class.basis", "o1", OCCUPATION ("basis='standard'"), "met" },
  { J, "occupations.class.basis", "o1", OCCUPATION ("basis='norm'"), "met" },
  { J, "occupations.class.basis", "o1", OCCUPATION (""), "unknown" },
  MUST_NOT_BE (J, "occupations.entry.catalogue", "o1", OWN, "entry-qualification"),
  { J, "authority.enterprise.filed", "", APPLICANT ("type='企业' own-evaluation='no'"), "short" },
  { J, "authority.enterprise.filed", "", APPLICANT ("type='企业' own-evaluation='yes'"), "met" },
  { J, "authority.enterprise.filed", "", APPLICANT ("type='企业'"), "unknown" },
  { J, "authority.enterprise.filed", "", APPLICANT ("type='院校' own-evaluation='no'"), "not-applicable" },
  OF_TYPE (J, "authority.enterprise.scope", "企业", "院校", "own-scope"),
  OF_TYPE (J, "authority.school.major", "院校", "企业", "major"),
  { J, "authority.school.students", "o1", AS ("院校") OCCUPATION ("students='0'"), "short" },
  { J, "authority.school.students", "o1", AS ("院校") OCCUPATION ("students='1'"), "met" },
  { J, "authority.school.students", "o1", AS ("院校") OCCUPATION ("students='2'"), "met" },
  { J, "authority.school.students", "o1", AS ("院校") OCCUPATION (""), "unknown" },
  OF_TYPE (J, "authority.industry.scope", "行业组织", "企业", "own-scope"),
  OF_TYPE (J, "authority.training.scope", "社会培训机构", "企业", "own-scope"),
  RECEIVED (J, "materials.request.received", "", "material.request"),
  RECEIVED (J, "materials.form.received", "", "material.form"),
  RECEIVED (J, "materials.registration.received", "", "material.registration"),
  RECEIVED (J, "materials.plan.received", "", "material.plan"),
  RECEIVED (J, "materials.assets.received", "", "material.assets"),
  RECEIVED (J, "materials.people.received", "", "material.people"),
  RECEIVED (J, "materials.rules.received", "", "material.rules"),
  RECEIVED (J, "materials.occupations.received", "", "material.occupations"),
  RECEIVED (J, "materials.pledge.received", "", "material.pledge"),
#define FILLED(day) APPLICANT ("filled='" day "'")
  { J, "entry.funding.budget", "", TABLE ("funding", "<year id='a' year='2022' budget='0'/>"), "short" },
  { J, "entry.funding.budget", "", TABLE ("funding", "<year id='a' year='2022' budget='0.01'/>"), "met" },
  { J, "entry.funding.budget", "", TABLE ("funding", "<year id='a' year='2022' budget='20'/><year id='b' year='2021' budget='0'/>"), "met" },
  { J, "entry.funding.budget", "", TABLE ("funding", "<year id='a' year='2022'/>"), "unknown" },
  { J, "entry.funding.budget", "", "", "unknown" },
  { J, "window.application.day", "", FILLED ("2023-07"), "unknown" },
  { J, "window.application.day", "", FILLED ("2023-08"), "over" },
  { J, "window.application.day", "", FILLED ("2023"), "unknown" },
  { J, "window.application.day", "", FILLED ("2023-03-14"), "over" },
  { J, "window.application.day", "", FILLED ("2023-03-15"), "met" },
  { J, "window.application.day", "", FILLED ("2023-03-30"), "met" },
  { J, "window.application.day", "", FILLED ("2023-03-31"), "over" },
  { J, "window.application.day", "", FILLED ("2023-07-15"), "met" },
  { J, "window.application.day", "", FILLED ("2023-07-30"), "met" },
  { J, "window.application.day", "", FILLED ("2023-07-31"), "over" },
  { J, "window.application.day", "", FILLED ("2023-10-14"), "over" },
  { J, "window.application.day", "", FILLED ("2023-10-15"), "met" },
  { J, "window.application.day", "", FILLED ("2023-10-30"), "met" },
  { J, "window.application.day", "", FILLED ("2023-11-20"), "over" },
  { J, "window.application.day", "", APPLICANT ("name='某某'"), "unknown" },
};

#define THEORY(id, attributes) SITE (id, "kind='theory' " attributes)
#define MUST_HAVE(check, attribute) \
  { S, check, "", TABLE ("sites", THEORY ("a", attribute "='no'")), "short" }, \
  { S, check, "", TABLE ("sites", THEORY ("a", attribute "='yes'")), "met" }, \
  { S, check, "", TABLE ("sites", THEORY ("a", attribute "='yes'") THEORY ("b", attribute "='yes'")), "met" }, \
  { S, check, "", TABLE ("sites", THEORY ("a", "")), "unknown" }, \
  { S, check, "", "", "unknown" }
#define LEVELS(levels) "<occupations><occupation id='o1' name='电工' levels='" levels "'/></occupations>"
#define TRAINS(levels) APPLICANT ("type='技工院校' training-level='" levels "'")
#define ANY(id) "<occupation id='" id "' name='" id "'/>"

static const Case shandong_cases[] = {
  { S, "scope.body.type", "", APPLICANT ("type='其他'"), "short" },
  { S, "scope.body.type", "", APPLICANT ("type='企业'"), "met" },
  { S, "scope.body.type", "", APPLICANT ("type='行业协会'"), "met" },
  { S, "scope.body.type", "", APPLICANT ("type='高等院校'"), "met" },
  { S, "scope.body.type", "", APPLICANT ("type='技工院校'"), "met" },
  { S, "scope.body.type", "", APPLICANT ("type='民办职业培训机构'"), "met" },
  { S, "scope.body.type", "", APPLICANT ("name='某某'"), "unknown" },
  { S, "entry.registered.province", "", APPLICANT ("region='369999'"), "short" },
  { S, "entry.registered.province", "", APPLICANT ("region='370000'"), "met" },
  { S, "entry.registered.province", "", APPLICANT ("region='371000'"), "met" },
  { S, "entry.registered.province", "", APPLICANT ("region='380000'"), "short" },
  { S, "entry.registered.province", "", APPLICANT ("name='某某'"), "unknown" },
  PAPER (S, "entry.rules.finance", "财务制度", "财务管理办法"),
  LOOKED_UP (S, "exclusion.credit.lookup", "", "exclusion.credit", "违法违规、失信等不良行为记录"),
  { S, "entry.experience.assessed", "o1", OCCUPATION ("assessed='0'"), "over" },
  { S, "entry.experience.assessed", "o1", OCCUPATION ("assessed='1'"), "met" },
  { S, "entry.experience.assessed", "o1", OCCUPATION ("assessed='2'"), "met" },
  { S, "entry.experience.assessed", "o1", OCCUPATION (""), "unknown" },
  PAPER (S, "rules.management.paper", "职业技能等级认定工作管理制度", "职业技能等级认定管理办法"),
  PAPER (S, "rules.quality.paper", "质量管控制度", "质量管理办法"),
  PAPER (S, "rules.emergency.paper", "突发情况应急处置预案", "应急预案"),
  { S, "entry.unit.named", "", APPLICANT ("unit='评价中心'"), "met" },
  { S, "entry.unit.named", "", APPLICANT ("name='某某'"), "unknown" },
  { S, "entry.unit.named", "", APPLICANT ("unit='暂无'"), "short" },
  { S, "entry.unit.named", "", APPLICANT ("unit='未设立'"), "short" },
  { S, "entry.unit.named", "", APPLICANT ("unit='——'"), "unknown" },
  { S, "entry.unit.named", "", APPLICANT ("unit='待定'"), "unknown" },
  { S, "entry.registered.province", "", APPLICANT ("region='某省某市'"), "unknown" },
  { S, "entry.unit.full-time", "", TABLE ("staff", PERSON ("a", "full-time='no'")), "short" },
  { S, "entry.unit.full-time", "", TABLE ("staff", FULL ("a")), "met" },
  { S, "entry.unit.full-time", "", TABLE ("staff", FULL ("a") FULL ("b")), "met" },
  { S, "entry.unit.full-time", "", TABLE ("staff", PERSON ("a", "name='甲'")), "unknown" },
  FOR_OCCUPATION (S, "staff.assessors.number", "assessors", "assessor"),
  FOR_OCCUPATION (S, "staff.experts.number", "experts", "expert"),
  { S, "staff.invigilators.number", "", TABLE ("staff", PERSON ("a", "duty='财务管理'")), "short" },
  { S, "staff.invigilators.number", "", TABLE ("staff", PERSON ("a", "duty='监考员'")), "met" },
  { S, "staff.invigilators.number", "", TABLE ("staff", PERSON ("a", "duty='考务、监考'") PERSON ("b", "duty='监考人员'")), "met" },
  { S, "staff.invigilators.number", "", TABLE ("staff", PERSON ("a", "name='甲'")), "unknown" },
  { S, "staff.invigilators.number", "", "", "unknown" },
  { S, "staff.inspectors.number", "", TABLE ("inspectors", "<inspector id='a' name='甲'/>"), "met" },
  { S, "staff.inspectors.number", "", "", "unknown" },
  ROOMS (S, "sites.theory.room", "theory"),
  { S, "sites.computers.room", "", TABLE ("sites", THEORY ("a", "network='no' computers='30'")), "short" },
  { S, "sites.computers.room", "", TABLE ("sites", THEORY ("a", "network='yes' computers='0'")), "short" },
  { S, "sites.computers.room", "", TABLE ("sites", THEORY ("a", "network='yes' computers='1'")), "met" },
  { S, "sites.computers.room", "", TABLE ("sites", THEORY ("a", "network='yes' computers='2'")), "met" },
  { S, "sites.computers.room", "", TABLE ("sites", THEORY ("a", "network='yes'")), "unknown" },
  PRESENCE (S, "sites.practice.place", "o1", OCCUPATION (""), "sites", AT ("x", "焊工", ""), AT ("a", "电工", ""), AT ("b", "电工", "")),
  FOR_OCCUPATION (S, "sites.practice.equipment", "equipment", "device"),
  MUST_HAVE ("sites.identification.room", "identification"),
  MUST_HAVE ("sites.shielding.room", "shielding"),
  { S, "sites.monitoring.theory", "", TABLE ("sites", THEORY ("a", "monitored='yes' recording='no'")), "short" },
  { S, "sites.monitoring.theory", "", TABLE ("sites", THEORY ("a", "monitored='no' recording='yes'")), "short" },
  { S, "sites.monitoring.theory", "", TABLE ("sites", THEORY ("a", "monitored='yes' recording='yes'")), "met" },
  { S, "sites.monitoring.theory", "", TABLE ("sites", THEORY ("a", "monitored='yes'")), "unknown" },
  { S, "sites.monitoring.practice", "o1", OCCUPATION ("") TABLE ("sites", AT ("a", "电工", "monitored='yes' recording='no'")), "short" },
  { S, "sites.monitoring.practice", "o1", OCCUPATION ("") TABLE ("sites", AT ("a", "电工", "monitored='yes' recording='yes'")), "met" },
  { S, "sites.monitoring.practice", "o1", OCCUPATION ("") TABLE ("sites", AT ("a", "电工", "recording='yes'")), "unknown" },
  { S, "sites.title.own", "", TABLE ("sites", SITE ("a", "tenure='own' title-proof='no'")), "short" },
  { S, "sites.title.own", "", TABLE ("sites", SITE ("a", "tenure='own' title-proof='yes'")), "met" },
  { S, "sites.title.own", "", TABLE ("sites", SITE ("a", "tenure='own'")), "unknown" },
  { S, "sites.title.leased", "", TABLE ("sites", SITE ("a", "tenure='leased' lessor-proof='no'")), "short" },
  { S, "sites.title.leased", "", TABLE ("sites", SITE ("a", "tenure='leased' lessor-proof='yes'")), "met" },
  { S, "sites.title.leased", "", TABLE ("sites", SITE ("a", "tenure='leased'")), "unknown" },
  { S, "entry.funding.budget", "", TABLE ("funding", "<year id='a' year='2020' budget='0'/>"), "short" },
  { S, "entry.funding.budget", "", TABLE ("funding", "<year id='a' year='2020' budget='0.01'/>"), "met" },
  { S, "entry.funding.budget", "", TABLE ("funding", "<year id='a' year='2020' budget='20'/><year id='b' year='2019' budget='18'/>"), "met" },
  { S, "entry.funding.budget", "", TABLE ("funding", "<year id='a' year='2020'/>"), "unknown" },
  { S, "entry.funding.budget", "", "", "unknown" },
  { S, "entry.enterprise.right", "", APPLICANT ("type='企业' own-evaluation='no'"), "short" },
  { S, "entry.enterprise.right", "", APPLICANT ("type='企业' own-evaluation='yes'"), "met" },
  { S, "entry.enterprise.right", "", APPLICANT ("type='企业'"), "unknown" },
  { S, "entry.enterprise.right", "", APPLICANT ("type='高等院校' own-evaluation='no'"), "not-applicable" },
  { S, "entry.association.members", "", APPLICANT ("type='行业协会' capable-members='0'"), "short" },
  { S, "entry.association.members", "", APPLICANT ("type='行业协会' capable-members='1'"), "met" },
  { S, "entry.association.members", "", APPLICANT ("type='行业协会' capable-members='2'"), "met" },
  { S, "entry.association.members", "", APPLICANT ("type='行业协会'"), "unknown" },
  { S, "entry.association.members", "", APPLICANT ("type='企业' capable-members='0'"), "not-applicable" },
  { S, "occupations.skill.code", "o1", CODE ("2-02-10-02"), "short" },
  { S, "occupations.skill.code", "o1", CODE ("3-01-02-01"), "met" },
  { S, "occupations.skill.code", "o1", CODE ("6-31-01-03"), "met" },
  { S, "occupations.skill.code", "o1", CODE ("7-00-00-00"), "short" },
  { S, "occupations.skill.code", "o1", OCCUPATION (""), "unknown" },
  MUST_NOT_BE (S, "occupations.entry.qualification", "o1", OWN, "entry-qualification"),
  { S, "occupations.basis.named", "o1", OCCUPATION ("basis='none'"), "short" },
  { S, "occupations.basis.named", "o1", OCCUPATION ("basis='norm'"), "met" },
  { S, "occupations.basis.named", "o1", OCCUPATION (""), "unknown" },
  { S, "occupations.levels.high", "o1", LEVELS ("5 4 3"), "met" },
  { S, "occupations.levels.high", "o1", LEVELS ("3 2"), "over" },
  { S, "occupations.levels.high", "o1", LEVELS ("1"), "over" },
  { S, "occupations.levels.high", "o1", "<occupations><occupation id='o1' name='电工'/></occupations>", "unknown" },
  OF_TYPE (S, "authority.enterprise.scope", "企业", "行业协会", "own-scope"),
  OF_TYPE (S, "authority.association.scope", "行业协会", "企业", "own-scope"),
  OF_TYPE (S, "authority.school.major", "高等院校", "企业", "major"),
  OF_TYPE (S, "authority.training.scope", "民办职业培训机构", "企业", "own-scope"),
  { S, "authority.school-level.level", "o1/4", TRAINS ("4") LEVELS ("4 3"), "met" },
  { S, "authority.school-level.level", "o1/3", TRAINS ("4") LEVELS ("4 3"), "short" },
  { S, "authority.school-level.level", "o1/5", TRAINS ("4") LEVELS ("5"), "met" },
  { S, "authority.school-level.level", "o1/3", TRAINS ("5 4 3") LEVELS ("3"), "met" },
  { S, "authority.school-level.level", "o1/2", TRAINS ("5 4 3") LEVELS ("2"), "short" },
  { S, "authority.school-level.level", "o1/3", APPLICANT ("type='技工院校'") LEVELS ("3"), "unknown" },
  { S, "authority.school-level.level", "o1/2", APPLICANT ("type='企业' training-level='5'") LEVELS ("2"), "not-applicable" },
  { S, "occupations.number.bound", "", TABLE ("occupations", ANY ("a") ANY ("b")), "met" },
  { S, "occupations.number.bound", "", TABLE ("occupations", ANY ("a") ANY ("b") ANY ("c")), "met" },
  { S, "occupations.number.bound", "", TABLE ("occupations", ANY ("a") ANY ("b") ANY ("c") ANY ("d")), "short" },
  { S, "occupations.number.bound", "", "", "unknown" },
  RECEIVED (S, "materials.form.received", "", "material.form"),
  RECEIVED (S, "materials.plan.received", "", "material.plan"),
  RECEIVED (S, "materials.registration.received", "", "material.registration"),
  RECEIVED (S, "materials.people.received", "", "material.people"),
  RECEIVED (S, "materials.assets.received", "", "material.assets"),
  RECEIVED (S, "materials.credit.received", "", "material.credit"),
};

#define RECOMMENDED AS ("政府有关部门推荐的社会培训评价组织")
#define PROFESSIONAL AS ("专业性行业组织（协会）")

static const Case cettic_cases[] = {
  { C, "scope.body.type", "", APPLICANT ("type='其他'"), "short" },
  { C, "scope.body.type", "", RECOMMENDED, "met" },
  { C, "scope.body.type", "", AS ("综合类行业组织（协会）"), "met" },
  { C, "scope.body.type", "", PROFESSIONAL, "met" },
  { C, "scope.body.type", "", APPLICANT ("name='某某'"), "unknown" },
#define AS_SAYING(type, attributes) APPLICANT ("type='" type "' " attributes)
  /* Of the notice's two kinds of bodies only the recommended ones themselves are meant. */
  { C, "exclusion.government.body", "", AS_SAYING ("政府有关部门推荐的社会培训评价组织", "government='yes'"), "short" },
  { C, "exclusion.government.body", "", AS_SAYING ("政府有关部门推荐的社会培训评价组织", "government='no'"), "met" },
  { C, "exclusion.government.body", "", AS_SAYING ("政府有关部门推荐的社会培训评价组织", ""), "unknown" },
  { C, "exclusion.government.body", "", AS_SAYING ("综合类行业组织（协会）", "government='yes'"), "not-applicable" },
  { C, "exclusion.government.body", "", AS_SAYING ("专业性行业组织（协会）", "government='yes'"), "not-applicable" },
  { C, "exclusion.branches.body", "", TABLE ("branches", BRANCH ("a", "government='no'") BRANCH ("b", "government='yes'")), "short" },
  { C, "exclusion.branches.body", "", TABLE ("branches", BRANCH ("a", "government='no'")), "met" },
  { C, "exclusion.branches.body", "", TABLE ("branches", BRANCH ("a", "name='甲'")), "unknown" },
  { C, "exclusion.branches.body", "", "", "unknown" },
  MUST_BE (C, "occupations.leaving.catalogue", "o1", OWN, "leaving-catalogue"),
  MUST_NOT_BE (C, "occupations.entry.qualification", "o1", OWN, "entry-qualification"),
  { C, "steps.branches.number", "", TABLE ("branches", BRANCH ("a", "name='甲'")), "met" },
  { C, "steps.branches.number", "", "", "unknown" },
  RECEIVED (C, "steps.plan.received", "", "material.d3"),
  RECEIVED (C, "steps.plan.received", "", "material.i3"),
  { C, "steps.filing.open", "", TABLE ("branches", BRANCH ("a", "filed='yes'") BRANCH ("b", "filed='no'")), "short" },
  { C, "steps.filing.open", "", TABLE ("branches", BRANCH ("a", "filed='yes'") BRANCH ("b", "filed='yes'")), "met" },
  { C, "steps.filing.open", "", TABLE ("branches", BRANCH ("a", "name='甲'")), "unknown" },
  RECEIVED (C, "list.d1.received", RECOMMENDED, "material.d1"),
  RECEIVED (C, "list.d2.received", RECOMMENDED, "material.d2"),
  RECEIVED (C, "list.d3.received", RECOMMENDED, "material.d3"),
  RECEIVED (C, "list.i1.received", PROFESSIONAL, "material.i1"),
  RECEIVED (C, "list.i2.received", PROFESSIONAL, "material.i2"),
  RECEIVED (C, "list.i3.received", PROFESSIONAL, "material.i3"),
  { C, "list.d1.received", "", PROFESSIONAL TABLE ("materials", MATERIAL ("material.d1", "received='no'")), "not-applicable" },
  { C, "list.i1.received", "", RECOMMENDED TABLE ("materials", MATERIAL ("material.i1", "received='no'")), "not-applicable" },
  PAPER (C, "rules.exam-affairs.paper", "考务管理办法", "考务管理制度"),
  PAPER (C, "rules.assessors.paper", "考评人员管理办法", "考评员管理制度"),
  PAPER (C, "rules.evaluation.paper", "试点及评价管理办法", "评价管理办法"),
  PAPER (C, "rules.violations.paper", "工作人员和考生违纪违规处理办法", "违纪违规处理规定"),
  PAPER (C, "rules.archives.paper", "档案管理办法", "档案管理制度"),
  PAPER (C, "rules.certificates.paper", "证书管理办法", "证书管理制度"),
  PAPER (C, "rules.supervision.paper", "监督制度", "质量监督制度"),
  PAPER (C, "rules.risks.paper", "风险防控体系", "风险防控措施"),
  PAPER (C, "rules.finance.paper", "财务制度", "财务管理办法"),
  PAPER (C, "rules.publicity.paper", "公示制度", "公示办法"),
  PAPER (C, "rules.accountability.paper", "社会问责制度", "问责制度"),
  PAPER (C, "rules.openness.paper", "信息公开制度", "信息公开办法"),
};

static HjScheme *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  HjScheme *scheme = hj_scheme_load (id, &error);

  g_assert_no_error (error);
  return scheme;
}

static void
test_case (gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->scheme);
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autofree char *text = g_strdup_printf ("<dossier xmlns=\"urn:hengjian:dossier:1\" id=\"0123456789abcdef0123456789abcdef\">%s"
                                           "</dossier>", wanted->xml);
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (HjStandardReport) report = hj_standards_check (content, xml, DAY, NULL, &error);
  const HjStandardResult *result;
  const char *status;

  g_assert_no_error (error);
  result = hj_standard_report_find (report, wanted->check, wanted->subject);
  /* What is not asked of this applicant may be left out whole. */
  status = result == NULL ? "not-applicable" : result->over ? "over" : hj_standard_status_to_id (result->status);
  if (!g_str_equal (status, wanted->status))
    g_error ("%s %s: %s (%s) instead of %s for %s", wanted->scheme, wanted->check, status,
             result != NULL ? result->message : "", wanted->status, wanted->xml);
}

typedef struct { const char *scheme; const Case *cases; gsize n_cases; } Suite;

static const Suite suites[] = {
  { J, jilin_cases, G_N_ELEMENTS (jilin_cases) },
  { S, shandong_cases, G_N_ELEMENTS (shandong_cases) },
  { C, cettic_cases, G_N_ELEMENTS (cettic_cases) },
};

static gboolean
has_case (const Suite *suite,
          const char  *check,
          const char  *status)
{
  for (gsize i = 0; i < suite->n_cases; i++)
    if (g_str_equal (suite->cases[i].check, check) && g_str_equal (suite->cases[i].status, status))
      return TRUE;
  return FALSE;
}

/* An empty table is unknown, so what counts rows of a table whole can't fall short of one. */
static gboolean
can_be_short (const HjCheck *check)
{
  return !(g_str_has_suffix (check->rows, "/inspector") || g_str_equal (check->rows, "/dossier/branches/branch")) ||
         check->has_at_most;
}

static void
test_no_check_is_left_out (gconstpointer data)
{
  const Suite *suite = data;
  g_autoptr (HjScheme) scheme = load (suite->scheme);

  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      for (guint j = 0; j < standard->checks->len; j++)
        {
          const HjCheck *check = g_ptr_array_index (standard->checks, j);

          if (!has_case (suite, check->id, "met") || !has_case (suite, check->id, "unknown") ||
              (can_be_short (check) && !has_case (suite, check->id, check->remark ? "over" : "short")))
            g_error ("%s: %s is not tried on both sides of its threshold", suite->scheme, check->id);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++)
    {
      g_autofree char *all = g_strdup_printf ("/scheme/thresholds/%s/no-check-is-left-out", suites[i].scheme);

      for (gsize j = 0; j < suites[i].n_cases; j++)
        {
          const Case *one = &suites[i].cases[j];
          g_autofree char *path = g_strdup_printf ("/scheme/thresholds/%s/%s/%zu-%s", one->scheme, one->check, j, one->status);

          g_test_add_data_func (path, one, test_case);
        }
      g_test_add_data_func (all, &suites[i], test_no_check_is_left_out);
    }
  return hj_test_run ();
}
