/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <string.h>

#include "hj-record.h"

/* The union of the notices' forms, and what their standards need beyond. The labels are
 * the plain words of the field; a notice's own words are in its scheme. A column is only
 * ever appended: files hold them in this order. */

static const HjRecordChoice tenure_choices[] = {
  { "own", "自有" },
  { "leased", "租赁" },
  { NULL, NULL }
};

static const HjRecordChoice employment_choices[] = {
  { "own", "自有" },
  { "hired", "外聘" },
  { NULL, NULL }
};

static const HjRecordChoice sex_choices[] = {
  { "male", "男" },
  { "female", "女" },
  { NULL, NULL }
};

static const HjRecordChoice site_choices[] = {
  { "office", "办公室用房" },
  { "theory", "理论知识考试场地" },
  { "practice", "实际操作技能考试场地" },
  { "inspection", "检测场地" },
  { "confidential", "保密室" },
  { "certificates", "证书库" },
  { "exam-affairs", "考务室" },
  { "waiting", "候考室" },
  { "other", "其他" },
  { NULL, NULL }
};

static const HjRecordChoice purpose_choices[] = {
  { "practice", "考核设备" },
  { "inspection", "检测设备" },
  { "office", "办公设备" },
  { "exam", "考试设备" },
  { NULL, NULL }
};

static const HjRecordChoice basis_choices[] = {
  { "standard", "国家职业技能标准" },
  { "norm", "评价规范" },
  { "none", "无" },
  { NULL, NULL }
};

static const HjRecordChoice history_choices[] = {
  { "training", "培训" },
  { "evaluation", "评价" },
  { "enterprise", "企业自主评价" },
  { "appraisal", "职业技能鉴定" },
  { "competition", "竞赛" },
  { NULL, NULL }
};

static const HjRecordChoice result_choices[] = {
  { "clear", "未发现" },
  { "found", "有" },
  { NULL, NULL }
};

static const HjRecordChoice formation_choices[] = {
  { "enterprise", "企业" },
  { "institution", "事业单位" },
  { "non-profit", "民办非企业单位" },
  { "association", "社会团体" },
  { "other", "其他" },
  { NULL, NULL }
};

#define FIELD(id, column, label, synonyms, kind, choices, unit) { id, column, label, synonyms, HJ_VALUE_##kind, choices, unit }

static const HjRecordField applicant_fields[] = {
  FIELD ("name", "name", "单位名称", "申报单位|申请单位|机构名称|申报单位名称", TEXT, NULL, ""),
  FIELD ("credit-code", "credit_code", "统一社会信用代码", "信用代码|社会信用代码|统一社会信用代码证号", CREDIT_CODE, NULL, ""),
  FIELD ("department", "department", "主管部门", "行业主管部门|上级主管部门", TEXT, NULL, ""),
  FIELD ("type", "type", "机构类型", "机构性质|单位性质|单位类型", TEXT, NULL, ""),
  FIELD ("address", "address", "地址", "申报单位地址|单位地址|通讯地址|联系地址", TEXT, NULL, ""),
  FIELD ("postcode", "postcode", "邮编", "邮政编码", POSTCODE, NULL, ""),
  FIELD ("contact", "contact", "联系人", "联系人姓名", TEXT, NULL, ""),
  FIELD ("phone", "phone", "联系人电话", "联系电话|联系人联系电话|手机|电话", PHONE, NULL, ""),
  FIELD ("contact-post", "contact_post", "联系人职务", "", TEXT, NULL, ""),
  FIELD ("contact-title", "contact_title", "联系人职称（职业资格）", "", TEXT, NULL, ""),
  FIELD ("contact-mail", "contact_mail", "联系人电子邮箱", "电子邮箱|邮箱|电子邮件", MAIL, NULL, ""),
  FIELD ("head", "head", "负责人", "单位负责人|负责人姓名", TEXT, NULL, ""),
  FIELD ("head-post", "head_post", "负责人职务", "", TEXT, NULL, ""),
  FIELD ("head-title", "head_title", "负责人职称（职业资格）", "", TEXT, NULL, ""),
  FIELD ("head-phone", "head_phone", "负责人联系电话", "", PHONE, NULL, ""),
  FIELD ("head-mail", "head_mail", "负责人电子邮箱", "", MAIL, NULL, ""),
  FIELD ("registered-address", "registered_address", "注册地址", "住所|登记地址", TEXT, NULL, ""),
  FIELD ("region", "region", "所在地行政区划", "行政区划|行政区划代码", REGION, NULL, ""),
  FIELD ("legal-representative", "legal_representative", "法定代表人", "法人代表|法定代表人姓名", TEXT, NULL, ""),
  FIELD ("registered-capital", "registered_capital", "注册资金", "注册资本|开办资金", DECIMAL, NULL, "万元"),
  FIELD ("registration-authority", "registration_authority", "注册登记机构", "登记机关|注册登记机关|登记管理机关", TEXT, NULL, ""),
  FIELD ("registered-scope", "registered_scope", "登记或批准的业务范围", "业务范围|经营范围", PROSE, NULL, ""),
  FIELD ("founded", "founded", "成立时间", "成立日期", DAY, NULL, ""),
  FIELD ("funding-source", "funding_source", "经费来源", "", TEXT, NULL, ""),
  FIELD ("fixed-assets", "fixed_assets", "固定资产", "固定资产总额", DECIMAL, NULL, "万元"),
  FIELD ("scale", "scale", "规模", "", PROSE, NULL, ""),
  FIELD ("formation", "formation", "登记类别", "", CHOICE, formation_choices, ""),
  FIELD ("unit", "unit", "评价工作机构名称", "认定工作机构|内设机构|专门机构", TEXT, NULL, ""),
  FIELD ("rating", "rating", "评估等级", "评估等次|社会组织评估等级", TEXT, NULL, ""),
  FIELD ("members", "members", "会员单位数", "会员数", INTEGER, NULL, "家"),
  FIELD ("training-school", "training_school", "是否民办职业培训机构", "", FLAG, NULL, ""),
  FIELD ("technician-college", "technician_college", "是否技师学院", "", FLAG, NULL, ""),
  FIELD ("local-industry", "local_industry", "是否属地方特色产业或急需紧缺职业", "", FLAG, NULL, ""),
  FIELD ("existing-body", "existing_body", "是否现有社会评价组织", "", FLAG, NULL, ""),
  FIELD ("review-grade", "review_grade", "上次评估等次", "", TEXT, NULL, ""),
  FIELD ("own-evaluation", "own_evaluation", "是否已备案开展企业自主评价", "自主评价资质", FLAG, NULL, ""),
  FIELD ("government", "government", "是否政府部门或未脱钩单位", "", FLAG, NULL, ""),
  FIELD ("experience-years", "experience_years", "连续培训评价年限", "培训评价年限", DECIMAL, NULL, "年"),
  FIELD ("experience-count", "experience_count", "累计培训评价人次", "培训评价规模", INTEGER, NULL, "人次"),
  FIELD ("achievements", "achievements", "工作业绩、获奖情况", "工作业绩|获奖情况", PROSE, NULL, ""),
  FIELD ("strengths", "strengths", "组织优势、专业优势等情况", "组织优势|专业优势", PROSE, NULL, ""),
  FIELD ("sites-summary", "sites_summary", "场地设备等情况", "", PROSE, NULL, ""),
  FIELD ("staff-summary", "staff_summary", "专职人员和考评人员等情况", "", PROSE, NULL, ""),
  FIELD ("scheme-of-work", "scheme_of_work", "工作方案摘要", "", PROSE, NULL, ""),
  FIELD ("filled", "filled", "填报时间", "填报日期|填表日期", DAY, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
  FIELD ("capable-members", "capable_members", "能够承担评价工作的单位会员数", "", INTEGER, NULL, "家"),
  FIELD ("training-level", "training_level", "培养层次", "办学层次", LEVELS, NULL, ""),
};

static const HjRecordField staff_fields[] = {
  FIELD ("name", "name", "姓名", "", TEXT, NULL, ""),
  FIELD ("sex", "sex", "性别", "", CHOICE, sex_choices, ""),
  FIELD ("birth", "birth", "出生日期", "出生年月", DAY, NULL, ""),
  FIELD ("age", "age", "年龄", "", INTEGER, NULL, "岁"),
  FIELD ("id-number", "id_number", "身份证号码", "身份证号|身份证|公民身份号码|证件号码", ID_NUMBER, NULL, ""),
  FIELD ("schooling", "schooling", "学历", "文化程度|最高学历", TEXT, NULL, ""),
  FIELD ("title", "title", "职务（职称、职业资格）", "职称|职业资格|职称或职业资格|职务|职称（职业资格）|职务/职称", TEXT, NULL, ""),
  FIELD ("duty", "duty", "分工", "岗位|工作分工|岗位职责", TEXT, NULL, ""),
  FIELD ("major", "major", "所学专业", "专业", TEXT, NULL, ""),
  FIELD ("years", "years", "从事培训考核工作年限", "从业年限|工作年限|从事培训考核年限", DECIMAL, NULL, "年"),
  FIELD ("full-time", "full_time", "是否专职", "专职|专职/兼职", FLAG, NULL, ""),
  FIELD ("certificate", "certificate", "证书", "财会人员证书|会计证|资格证书", TEXT, NULL, ""),
  FIELD ("insured", "insured", "社保或劳动合同", "社保", FLAG, NULL, ""),
  FIELD ("phone", "phone", "联系电话", "手机|电话|联系方式|手机号|手机号码", PHONE, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField experts_fields[] = {
  FIELD ("name", "name", "姓名", "", TEXT, NULL, ""),
  FIELD ("sex", "sex", "性别", "", CHOICE, sex_choices, ""),
  FIELD ("birth", "birth", "出生日期", "出生年月", DAY, NULL, ""),
  FIELD ("id-number", "id_number", "身份证号码", "身份证号|身份证|公民身份号码|证件号码", ID_NUMBER, NULL, ""),
  FIELD ("schooling", "schooling", "学历", "文化程度|最高学历", TEXT, NULL, ""),
  FIELD ("title", "title", "职称或职业资格", "职称|职业资格|技术职称|职称（职业资格）", TEXT, NULL, ""),
  FIELD ("speciality", "speciality", "专业/专业方向", "专业|专业方向|所学专业", TEXT, NULL, ""),
  FIELD ("occupation", "occupation", "所属职业（工种）", "职业|职业（工种）|职业领域", OCCUPATION, NULL, ""),
  FIELD ("levels", "levels", "开发等级", "", LEVELS, NULL, ""),
  FIELD ("employer", "employer", "工作单位", "单位", TEXT, NULL, ""),
  FIELD ("phone", "phone", "联系电话", "手机|电话|联系方式|手机号|手机号码", PHONE, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField assessors_fields[] = {
  FIELD ("name", "name", "姓名", "", TEXT, NULL, ""),
  FIELD ("sex", "sex", "性别", "", CHOICE, sex_choices, ""),
  FIELD ("birth", "birth", "出生日期", "出生年月", DAY, NULL, ""),
  FIELD ("id-number", "id_number", "身份证号码", "身份证号|身份证|公民身份号码|证件号码", ID_NUMBER, NULL, ""),
  FIELD ("schooling", "schooling", "学历", "文化程度|最高学历", TEXT, NULL, ""),
  FIELD ("title", "title", "职称或职业资格", "职称|职业资格|职称（职业资格）", TEXT, NULL, ""),
  FIELD ("years", "years", "专业工龄", "工龄|专业年限", DECIMAL, NULL, "年"),
  FIELD ("occupation", "occupation", "考评职业领域", "考评职业|职业（工种）|职业|考评职业（工种）", OCCUPATION, NULL, ""),
  FIELD ("levels", "levels", "考评等级", "可考评等级", LEVELS, NULL, ""),
  FIELD ("certificate", "certificate", "考评员证书号码", "考评员证号|考评员证书编号|证书号码|证书编号", TEXT, NULL, ""),
  FIELD ("certificate-until", "certificate_until", "证书有效期至", "有效期", DAY, NULL, ""),
  FIELD ("employment", "employment", "自有或外聘", "自有/外聘|聘用方式|人员性质", CHOICE, employment_choices, ""),
  FIELD ("employer", "employer", "工作单位", "单位", TEXT, NULL, ""),
  FIELD ("phone", "phone", "联系电话", "手机|电话|联系方式|手机号|手机号码", PHONE, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField inspectors_fields[] = {
  FIELD ("name", "name", "姓名", "", TEXT, NULL, ""),
  FIELD ("sex", "sex", "性别", "", CHOICE, sex_choices, ""),
  FIELD ("id-number", "id_number", "身份证号码", "身份证号|身份证|公民身份号码|证件号码", ID_NUMBER, NULL, ""),
  FIELD ("schooling", "schooling", "学历", "文化程度|最高学历", TEXT, NULL, ""),
  FIELD ("title", "title", "职称或职业资格", "职称|职业资格", TEXT, NULL, ""),
  FIELD ("certificate", "certificate", "督导员证书号码", "督导员证号|证书号码", TEXT, NULL, ""),
  FIELD ("employment", "employment", "自有或外聘", "", CHOICE, employment_choices, ""),
  FIELD ("employer", "employer", "工作单位", "单位", TEXT, NULL, ""),
  FIELD ("phone", "phone", "联系电话", "手机|电话|联系方式|手机号|手机号码", PHONE, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField rules_fields[] = {
  FIELD ("name", "name", "制度名称", "名称|规章制度名称|已建立规章制度目录|文件名称", TEXT, NULL, ""),
  FIELD ("number", "number", "文号", "文件编号|编号", TEXT, NULL, ""),
  FIELD ("issued", "issued", "发布日期", "印发日期|制定时间", DAY, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField occupations_fields[] = {
  FIELD ("code", "code", "职业编码", "职业编号|职业代码|编码", OCCUPATION_CODE, NULL, ""),
  FIELD ("edition", "edition", "职业分类大典版本", "版本", TEXT, NULL, ""),
  FIELD ("name", "name", "职业名称", "职业|职业（工种）名称", TEXT, NULL, ""),
  FIELD ("trade", "trade", "工种名称", "工种", TEXT, NULL, ""),
  FIELD ("levels", "levels", "等级", "职业等级|级别|评价等级范围|评价等级|拟开展等级", LEVELS, NULL, ""),
  FIELD ("basis", "basis", "有无职业标准或评价规范", "职业标准|评价规范|评价标准或评价规范", CHOICE, basis_choices, ""),
  FIELD ("basis-name", "basis_name", "标准或规范名称", "", TEXT, NULL, ""),
  FIELD ("experience", "experience", "评价经历时间", "评价经历", TEXT, NULL, ""),
  FIELD ("experience-years", "experience_years", "培训评价年限", "", DECIMAL, NULL, "年"),
  FIELD ("trained", "trained", "培训评价人次", "培训人次|培训评价规模", INTEGER, NULL, "人次"),
  FIELD ("assessed", "assessed", "已评价人数（人）", "已评价人数|评价人数", INTEGER, NULL, "人"),
  FIELD ("own-scope", "own_scope", "是否在本单位业务、专业或备案范围内", "", FLAG, NULL, ""),
  FIELD ("major", "major", "是否设有相关专业", "", FLAG, NULL, ""),
  FIELD ("students", "students", "在校生人数", "", INTEGER, NULL, "人"),
  FIELD ("urgent", "urgent", "是否当地急需紧缺", "", FLAG, NULL, ""),
  FIELD ("new-occupation", "new_occupation", "是否新职业", "", FLAG, NULL, ""),
  FIELD ("leaving-catalogue", "leaving_catalogue", "是否退出职业资格目录", "", FLAG, NULL, ""),
  FIELD ("entry-qualification", "entry_qualification", "是否（拟）准入类职业资格", "", FLAG, NULL, ""),
  FIELD ("total-area", "total_area", "考核场地合计面积", "合计|考核场地合计", DECIMAL, NULL, "㎡"),
  FIELD ("theory-area", "theory_area", "理论知识考试场地面积", "理论场地面积", DECIMAL, NULL, "㎡"),
  FIELD ("practice-area", "practice_area", "技能考核场地面积", "技能场地面积|实操场地面积", DECIMAL, NULL, "㎡"),
  FIELD ("places", "places", "工位数", "工位", INTEGER, NULL, "个"),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField sites_fields[] = {
  FIELD ("name", "name", "场地名称", "名称|场地|房间", TEXT, NULL, ""),
  FIELD ("kind", "kind", "用途", "场地类型|类型|场地用途", CHOICE, site_choices, ""),
  FIELD ("address", "address", "地址", "", TEXT, NULL, ""),
  FIELD ("area", "area", "面积", "场地面积|面积（㎡）|面积（平方米）|建筑面积", DECIMAL, NULL, "㎡"),
  FIELD ("seats", "seats", "可容纳人数", "座位数|工位数|可容纳|容纳人数", INTEGER, NULL, "人"),
  FIELD ("monitored", "monitored", "是否有视频监控", "视频监控|监控|是否有监控|有无监控|有无视频监控|监控情况", FLAG, NULL, ""),
  FIELD ("cameras", "cameras", "摄像头数", "摄像机数", INTEGER, NULL, "个"),
  FIELD ("retention", "retention", "录像保存天数", "", INTEGER, NULL, "天"),
  FIELD ("tenure", "tenure", "自有或租赁", "产权性质|权属|自有/租赁|自有或租用", CHOICE, tenure_choices, ""),
  FIELD ("lease-from", "lease_from", "租赁起始", "租期起|租赁开始|租赁起始日期|租赁开始日期", DAY, NULL, ""),
  FIELD ("lease-to", "lease_to", "租赁截止", "租期止|租赁结束|租赁截止日期|租赁结束日期|租期至|租赁到期", DAY, NULL, ""),
  FIELD ("title-proof", "title_proof", "有产权证明", "产权证明", FLAG, NULL, ""),
  FIELD ("lessor-proof", "lessor_proof", "有出租方产权证明", "租赁方产权证明", FLAG, NULL, ""),
  FIELD ("occupation", "occupation", "所属职业（工种）", "职业|职业（工种）|所属职业|所属工种|适用职业（工种）|适用职业", OCCUPATION, NULL, ""),
  FIELD ("computers", "computers", "考试用计算机", "计算机|考试机", INTEGER, NULL, "台"),
  FIELD ("network", "network", "有网络", "网络", FLAG, NULL, ""),
  FIELD ("identification", "identification", "有身份识别设备", "身份识别", FLAG, NULL, ""),
  FIELD ("shielding", "shielding", "有信号屏蔽设备", "信号屏蔽", FLAG, NULL, ""),
  FIELD ("recording", "recording", "有音频监控", "音频监控", FLAG, NULL, ""),
  FIELD ("safe", "safe", "符合安全、防火、通风、疏散等要求", "", FLAG, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField equipment_fields[] = {
  FIELD ("name", "name", "设备名称、型号", "设备名称|名称|名称、型号|设备名称型号", TEXT, NULL, ""),
  FIELD ("model", "model", "型号规格", "型号|规格", TEXT, NULL, ""),
  FIELD ("quantity", "quantity", "数量", "台数", DECIMAL, NULL, ""),
  FIELD ("measure", "measure", "单位", "计量单位", TEXT, NULL, ""),
  FIELD ("purpose", "purpose", "用途", "设备用途", CHOICE, purpose_choices, ""),
  FIELD ("occupation", "occupation", "所属职业（工种）", "职业|职业（工种）|所属职业|所属工种|适用职业（工种）|适用职业", OCCUPATION, NULL, ""),
  FIELD ("site", "site", "所在场地", "", TEXT, NULL, ""),
  FIELD ("tenure", "tenure", "自有或租赁", "自有/租赁|自有或租用", CHOICE, tenure_choices, ""),
  FIELD ("value", "value", "金额", "原值|价值", DECIMAL, NULL, "元"),
  FIELD ("bought", "bought", "购置时间", "购置日期", DAY, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField materials_fields[] = {
  FIELD ("received", "received", "是否收到", "收到", FLAG, NULL, ""),
  FIELD ("copies", "copies", "份数", "", INTEGER, NULL, "份"),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField funding_fields[] = {
  FIELD ("year", "year", "年度", "年份", INTEGER, NULL, ""),
  FIELD ("source", "source", "经费来源", "", TEXT, NULL, ""),
  FIELD ("budget", "budget", "专项经费预算", "预算|专项经费", DECIMAL, NULL, "万元"),
  FIELD ("spent", "spent", "实际支出", "支出", DECIMAL, NULL, "万元"),
  FIELD ("audited", "audited", "是否经审计", "审计", FLAG, NULL, ""),
  FIELD ("auditor", "auditor", "审计机构", "会计师事务所", TEXT, NULL, ""),
  FIELD ("report", "report", "审计报告文号", "审计报告", TEXT, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField history_fields[] = {
  FIELD ("year", "year", "年度", "年份", INTEGER, NULL, ""),
  FIELD ("kind", "kind", "类别", "类型", CHOICE, history_choices, ""),
  FIELD ("occupation", "occupation", "职业（工种）", "职业", OCCUPATION, NULL, ""),
  FIELD ("levels", "levels", "等级", "", LEVELS, NULL, ""),
  FIELD ("count", "count", "人次", "培训评价人次|数量", INTEGER, NULL, "人次"),
  FIELD ("passed", "passed", "取证人数", "合格人数", INTEGER, NULL, "人"),
  FIELD ("proof", "proof", "佐证材料", "", TEXT, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField credit_fields[] = {
  FIELD ("subject", "subject", "核查事项", "事项|查询事项", TEXT, NULL, ""),
  FIELD ("source", "source", "查询渠道", "渠道|查询网站", TEXT, NULL, ""),
  FIELD ("looked-up", "looked_up", "查询日期", "查询时间", DAY, NULL, ""),
  FIELD ("result", "result", "结果", "查询结果", CHOICE, result_choices, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordField branches_fields[] = {
  FIELD ("name", "name", "分支机构名称", "机构名称|名称", TEXT, NULL, ""),
  FIELD ("credit-code", "credit_code", "统一社会信用代码", "信用代码", CREDIT_CODE, NULL, ""),
  FIELD ("region", "region", "所在地行政区划", "", REGION, NULL, ""),
  FIELD ("address", "address", "地址", "", TEXT, NULL, ""),
  FIELD ("head", "head", "负责人", "", TEXT, NULL, ""),
  FIELD ("phone", "phone", "联系电话", "电话", PHONE, NULL, ""),
  FIELD ("occupation", "occupation", "开展的职业（工种）", "职业|职业（工种）", OCCUPATION, NULL, ""),
  FIELD ("government", "government", "是否政府部门所属或未脱钩单位", "", FLAG, NULL, ""),
  FIELD ("filed", "filed", "是否完成属地备案", "属地备案", FLAG, NULL, ""),
  FIELD ("filing-authority", "filing_authority", "属地备案部门", "", TEXT, NULL, ""),
  FIELD ("remark", "remark", "备注", "", PROSE, NULL, ""),
};

static const HjRecordTable tables[HJ_N_RECORD_KINDS] = {
  { HJ_RECORD_APPLICANT, "applicant", "applicant", "applicant", "申报单位",
    "申请单位|单位基本情况|基本信息|申报单位基本情况", "", TRUE,
    applicant_fields, G_N_ELEMENTS (applicant_fields) },
  { HJ_RECORD_STAFF, "staff", "person", "staff", "工作人员情况",
    "工作人员|专职工作人员|管理人员和工作人员|工作人员名单", "id-number|name+duty|name", FALSE,
    staff_fields, G_N_ELEMENTS (staff_fields) },
  { HJ_RECORD_EXPERT, "experts", "expert", "bank_expert", "专家情况",
    "专家|专家名单|专家库|专家队伍", "id-number|name+speciality|name", FALSE,
    experts_fields, G_N_ELEMENTS (experts_fields) },
  { HJ_RECORD_ASSESSOR, "assessors", "assessor", "assessor", "考评人员情况",
    "考评人员|考评员|考评员名单|考评人员名单", "id-number|certificate|name+occupation|name", FALSE,
    assessors_fields, G_N_ELEMENTS (assessors_fields) },
  { HJ_RECORD_INSPECTOR, "inspectors", "inspector", "inspector", "内部质量督导员情况",
    "督导员|督导人员|内部督导员|内部质量督导员", "id-number|certificate|name", FALSE,
    inspectors_fields, G_N_ELEMENTS (inspectors_fields) },
  { HJ_RECORD_RULE, "rules", "rule", "rule_document", "已建立规章制度目录",
    "规章制度|规章制度目录|管理制度|制度目录", "name", FALSE,
    rules_fields, G_N_ELEMENTS (rules_fields) },
  { HJ_RECORD_OCCUPATION, "occupations", "occupation", "occupation", "拟开展职业技能等级认定的职业（工种）范围",
    "职业（工种）范围|申报职业|职业（工种）|拟开展职业技能等级认定的职业（工种）及评价规范情况", "code+trade|name+trade", FALSE,
    occupations_fields, G_N_ELEMENTS (occupations_fields) },
  { HJ_RECORD_SITE, "sites", "site", "site", "场地情况",
    "场地|考核场地|场地明细|场所", "name+kind+occupation|name+kind", FALSE,
    sites_fields, G_N_ELEMENTS (sites_fields) },
  { HJ_RECORD_EQUIPMENT, "equipment", "device", "equipment", "设备情况",
    "设备|考核设备|检测设备|设备清单", "name+purpose+occupation|name+purpose", FALSE,
    equipment_fields, G_N_ELEMENTS (equipment_fields) },
  { HJ_RECORD_MATERIAL, "materials", "material", "material", "申报材料",
    "材料清单|申报材料清单", "", FALSE,
    materials_fields, G_N_ELEMENTS (materials_fields) },
  { HJ_RECORD_FUNDING, "funding", "year", "funding", "经费情况",
    "经费|经费保障|专项经费", "year", FALSE,
    funding_fields, G_N_ELEMENTS (funding_fields) },
  { HJ_RECORD_HISTORY, "history", "entry", "history_record", "培训评价经历",
    "培训评价情况|培训情况|评价经历", "year+kind+occupation+levels", FALSE,
    history_fields, G_N_ELEMENTS (history_fields) },
  { HJ_RECORD_CREDIT, "credit", "lookup", "credit", "信用与排除情形",
    "信用情况|信用查询", "subject", FALSE,
    credit_fields, G_N_ELEMENTS (credit_fields) },
  { HJ_RECORD_BRANCH, "branches", "branch", "branch", "分支机构",
    "分支机构名单", "credit-code|name", FALSE,
    branches_fields, G_N_ELEMENTS (branches_fields) },
};

const HjRecordTable *
hj_record_table (HjRecordKind kind)
{
  g_return_val_if_fail ((guint) kind < HJ_N_RECORD_KINDS, NULL);
  g_assert (tables[kind].kind == kind);

  return &tables[kind];
}

const HjRecordTable *
hj_record_table_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    if (strcmp (tables[i].id, id) == 0)
      return &tables[i];

  return NULL;
}

int
hj_record_table_index (const HjRecordTable *table,
                       const char          *field)
{
  g_return_val_if_fail (table != NULL && field != NULL, -1);

  for (guint i = 0; i < table->n_fields; i++)
    if (strcmp (table->fields[i].id, field) == 0)
      return (int) i;

  return -1;
}

const HjRecordField *
hj_record_table_field (const HjRecordTable *table,
                       const char          *field)
{
  int index = hj_record_table_index (table, field);

  return index < 0 ? NULL : &table->fields[index];
}

const char *
hj_record_field_choice_label (const HjRecordField *field,
                              const char          *id)
{
  g_return_val_if_fail (field != NULL && id != NULL, "");

  for (const HjRecordChoice *choice = field->choices; choice != NULL && choice->id != NULL; choice++)
    if (strcmp (choice->id, id) == 0)
      return choice->label;

  return id;
}
