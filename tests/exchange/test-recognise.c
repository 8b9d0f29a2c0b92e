/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-exchange-private.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

/* Grids made by hand, as applicants fill the notices' forms, and what is offered for them. */

typedef struct {
  const char *title;
  const char *scheme;
  const char *grids;     /* "# name" begins one, "| a | b" is a row, "<" and "^" are merged with what is left of it, above it */
  const char *lines;     /* paragraphs outside of tables, one a line */
  const char *expected;  /* one offer a line, then troubles and notes */
} Case;

static const Case cases[] = {
  { "staff", "wenzhou-2022",
    "# Sheet1\n"
    "| 某某学校工作人员一览表 | < | < | < | < | < | <\n"
    "| 序 号 | 姓  名 | 性别 | 身份证号码： | 学历 | 职务（职称、职业资格） | 分工\n"
    "|||||||\n"
    "| 1 | 张三 | 男 | １１０１０５１９４９１２３１００２ｘ | 本科 | 高级讲师 | 主任\n"
    "| 2 | 李 四 | 女 |  | 大专 |  | 档案管理人员\n"
    "| 3 |||||| \n"
    "| 合计 | 2人 ||||| \n"
    "| 注：附证书复印件 | < | < | < | < | < | <\n",
    NULL,
    "staff name=张三 sex=male id-number=11010519491231002X schooling=本科 title=高级讲师 duty=主任\n"
    "staff name=李 四 sex=female schooling=大专 duty=档案管理人员\n" },

  { "unknown heading and unreadable cell", "wenzhou-2022",
    "# 工作人员情况\n"
    "| 序号 | 姓名 | 年龄 | 血型 | 分工\n"
    "| 1 | 张三 | 大约30 | A | 主任\n",
    NULL,
    "staff name=张三 duty=主任\n"
    " ! place, row 2, column C age 大约30\n"
    "note: place: the heading “血型” is not known; its column was left out.\n" },

  { "two rows of heads", "wenzhou-2022",
    "# 考评人员情况\n"
    "| 序号 | 姓名 | 考评员证书 | < | 专业工龄\n"
    "| ^ | ^ | 证书号码 | 有效期 | ^\n"
    "| 1 | 王五 | 2100001 | 2025年3月1日 | 五年\n",
    NULL,
    "assessors name=王五 years=5 certificate=2100001 certificate-until=2025-03-01\n" },

  { "wenzhou annex 3", "wenzhou-2022",
    "# \n"
    "| 申报单位 | 温州某某职业培训学校 | < | < | < | < | < | <\n"
    "| 主管部门 | 温州市人力资源和社会保障局 | < | < | < | < | < | <\n"
    "| 机构类型 | □院校 □研究院 ☑民非 □企业 □社会团体 □行业分支机构 | < | < | < | < | < | <\n"
    "| 申报单位地址 | 温州市鹿城区一路1号 | < | < | < | < | 邮编 | ３２５０００\n"
    "| 负责人 | 张三 | 职务 | 校长 | 职称\n (职业资格) | < | 高级讲师 | <\n"
    "| 联系电话 | 13800000001 | < | < | 电子邮箱 | < | a@example.com | <\n"
    "| 联系人 | 李四 | 职务 | 负责人 | 职称\n (职业资格) | < | 讲师 | <\n"
    "| 联系电话 | 13800000002 | < | < | 电子邮箱 | < | b@example.com | <\n"
    "| 工作人员情况 | < | < | < | < | < | < | <\n"
    "| 序号 | 姓名 | 性别 | 年龄 | 身份证号码 | 学历 | 职务(职称、职业资格) | 分工\n"
    "| 1 | 甲一 | 男 | 40 | | 本科 | 讲师 | 主任\n"
    "| 专家情况 | < | < | < | < | < | < | <\n"
    "| 序号 | 姓名 | 性别 | 身份证号码 | < | 学历 | 职称或职业资格 | 专业/专业方向\n"
    "| 1 | 乙一 | 女 | | < | 硕士 | 高级工程师 | 电气\n"
    "| 考评人员情况 | < | < | < | < | < | < | <\n"
    "| 序号 | 姓名 | 性别 | 学历 | 职称或职业资格 | 专业工龄 | 考评职业领域 | 考评员证书号码\n"
    "| 1 | 丙一 | 男 | 大专 | 技师 | 8 | 电工 | 33001\n"
    "| 已建立\n规章制度\n目录 | 1.考务管理办法\n2.财务管理制度 | < | < | < | < | < | <\n"
    "| 拟开展职业技能等级认定的职业(工种)范围 | < | < | < | < | < | < | <\n"
    "| 序号 | 职业编号 | 职业名称 | < | 工种名称 | < | 等级 | 备注\n"
    "| 1 | 4-04-05-05 | 人工智能训练师 | < | | < | 五级/初级工 |\n"
    "| 2 | 4-04-05-05 | 人工智能训练师 | < | | < | 四级 |\n"
    "| 注: 请在系统内按此表填报职业(工种), 有多个等级的需填报完整。 | < | < | < | < | < | < | <\n"
    "# 职业（工种）场地设备情况（人工智能训练师）\n"
    "| 考核 场地 | 合计 | 260㎡ | 理论知识考试场地面 积 | 60 | 技能考核场地面积 | 200\n"
    "| 考核 设备 | 设备名称、型号 | < | 数量 | 设备名称、型号 | < | 数量\n"
    "| ^ | 计算机 | < | 20 | 服务器 | < | 2台\n"
    "| ^ | 打印机 | < | 1 | | < |\n"
    "| 检测 设备 | 设备名称、型号 | < | 数量 | 设备名称、型号 | < | 数量\n"
    "| ^ | 万用表 | < | 5 | | < |\n"
    "| 注:本表需按申报职业(工种)单独填写 | < | < | < | < | < | <\n",
    "浙江省职业技能等级认定社会评价组织\n申报表\n申请单位：温州某某职业培训学校(盖章)\n"
    "行业主管部门：(盖章) 填报时间：2022年3月1日\n",
    "staff name=甲一 sex=male age=40 schooling=本科 title=讲师 duty=主任\n"
    "experts name=乙一 sex=female schooling=硕士 title=高级工程师 speciality=电气\n"
    "assessors name=丙一 sex=male schooling=大专 title=技师 years=8 occupation=电工 certificate=33001\n"
    "rules name=考务管理办法\n"
    "rules name=财务管理制度\n"
    "occupations code=4-04-05-05 name=人工智能训练师 levels=5,4 total-area=260 theory-area=60 practice-area=200\n"
    "equipment name=计算机 quantity=20 purpose=practice occupation=人工智能训练师\n"
    "equipment name=服务器 quantity=2 purpose=practice occupation=人工智能训练师\n"
    "equipment name=打印机 quantity=1 purpose=practice occupation=人工智能训练师\n"
    "equipment name=万用表 quantity=5 purpose=inspection occupation=人工智能训练师\n"
    "applicant name=温州某某职业培训学校 department=温州市人力资源和社会保障局 type=民非 address=温州市鹿城区一路1号 "
    "postcode=325000 contact=李四 phone=13800000002 contact-post=负责人 contact-title=讲师 contact-mail=b@example.com "
    "head=张三 head-post=校长 head-title=高级讲师 head-phone=13800000001 head-mail=a@example.com filled=2022-03-01\n" },

  { "an empty form offers nothing", "wenzhou-2022",
    "# \n"
    "| 申报单位 | | < | < | < | < | < | <\n"
    "| 机构类型 | □院校□研究院□民非□企业□社会团体□行业分支机构 | < | < | < | < | < | <\n"
    "| 申报单位地址 | | < | < | < | < | 邮编 |\n"
    "| 负责人 | | 职务 | | 职称 (职业资格) | < | | <\n"
    "| 联系电话 | | < | < | 电子邮箱 | < | | <\n"
    "| 工作人员情况 | < | < | < | < | < | < | <\n"
    "| 序号 | 姓名 | 性别 | 年龄 | 身份证号码 | 学历 | 职务(职称、职业资格) | 分工\n"
    "| | | | | | | |\n"
    "| 已建立规章制度目录 | 填报目录, 内容另附。 | < | < | < | < | < | <\n"
    "| 考核 场地 | 合计 | | 理论知识考试场地面积 | | 技能考核场地面积 | | \n"
    "| 考核 设备 | 设备名称、型号 | < | 数量 | 设备名称、型号 | < | 数量 |\n"
    "| ^ |  | < |  | | < | |\n",
    "申请单位：_____ (盖章)\n行业主管部门：(盖章) 填报时间：\n",
    "" },

  { "two pages, one without its occupation", "wenzhou-2022",
    "# 拟开展职业技能等级认定的职业（工种）范围\n"
    "| 职业编号 | 职业名称 | 等级\n"
    "| 4-04-05-05 | 人工智能训练师 | 三级\n"
    "| 4-04-05-04 | 物联网安装调试员 | 三级\n"
    "# 职业（工种）场地设备情况\n"
    "| 职业（工种） | 物联网安装调试员 | < | <\n"
    "| 考核场地 | 合计 | 100 | 理论知识考试场地面积 | 60\n"
    "# 职业（工种）场地设备情况\n"
    "| 考核场地 | 合计 | 90 | 理论知识考试场地面积 | 50\n",
    NULL,
    "occupations code=4-04-05-05 name=人工智能训练师 levels=3\n"
    "occupations code=4-04-05-04 name=物联网安装调试员 levels=3 total-area=100 theory-area=60\n"
    "occupations\n"
    " ! place name \n" },

  { "shandong annex 1", "shandong-2020",
    "# 一、基本信息\n"
    "| 单位名称 | 山东某某学院（加盖单位公章） | < | <\n"
    "| 地址 | 济南市一路2号 | < | <\n"
    "| 统一社会信用代码 | 12110000400000000X | < | <\n"
    "| 机构性质 | 企  业 | □ | <\n"
    "| ^ | 行业协会 | □ | <\n"
    "| ^ | 高等院校 | √ | <\n"
    "| ^ | 技工院校 | □ | <\n"
    "| 法定代表人 | 赵六 | 注册资金 | 100万元\n"
    "| 联系人 | 钱七 | 职  务 | 科长\n"
    "| 联系电话 | 0531-88888888 | 电子邮箱 | q@example.com\n"
    "# 二、拟开展职业技能等级认定的职业（工种）及评价规范情况\n"
    "| 序号 | 职业\n（工种）\n名称 | 职业编码 | 有无职业标准\n或评价规范 | 评价经历\n时间 | 已评价人数\n（人） | 评价等级\n范围\n"
    "| 1 | 电工 | 6-31-01-03 | 国家职业技能标准 | 3年 | 1,200 | 五级至三级\n"
    "| … | | | | | |\n"
    "# 三、组织优势、专业优势等情况\n"
    "| 有教材编写经验。\n第二行 |\n"
    "# 四、场地设备等情况\n"
    "| |\n",
    "社会培训评价组织基本情况表\n五、专职人员和考评人员等情况\n专职五人。\n六、诚信承诺\n本人承诺：1.申报材料真实有效\n",
    "occupations code=6-31-01-03 name=电工 levels=5,4,3 basis=standard experience=3年 assessed=1200\n"
    "applicant name=山东某某学院 credit-code=12110000400000000X type=高等院校 address=济南市一路2号 contact=钱七 "
    "phone=0531-88888888 contact-post=科长 contact-mail=q@example.com legal-representative=赵六 registered-capital=100 "
    "strengths=有教材编写经验。/第二行 staff-summary=专职五人。\n" },

  { "stacked, in another order, with a repeated head", "wenzhou-2022",
    "# 附表\n"
    "| 二、专家名单 | < | <\n"
    "| 姓名 | 职称 | 专业方向\n"
    "| 甲 | 高级工程师 | 电气\n"
    "| 姓名 | 职称 | 专业方向\n"
    "| 乙 | 工程师 | 机械\n"
    "| 一、工作人员 | < | <\n"
    "| 姓名 | 分工 | 年龄\n"
    "| 丙 | 主任 | 50\n",
    NULL,
    "experts name=甲 title=高级工程师 speciality=电气\n"
    "experts name=乙 title=工程师 speciality=机械\n"
    "staff name=丙 age=50 duty=主任\n" },

  { "nothing known, and what could be several tables", "wenzhou-2022",
    "# 食堂菜单\n| 星期一 | 面条\n| 星期二 | 米饭\n"
    "# Sheet2\n| 姓名 | 性别 | 学历\n| 甲 | 男 | 本科\n",
    NULL,
    "note: place: nothing was recognised here.\n"
    "note: place, row 1, column A: these headings could be of several tables. Give the sheet or table its title, for example 工作人员情况.\n" },

  { "lines between the title and the head, and under the table", "wenzhou-2022",
    "# 花名册\n"
    "| 附件2：考评人员名单（盖章） | < | < | <\n"
    "| 单位：温州某某学校 | < | 填报日期：2022年3月1日 | <\n"
    "| 序号 | 姓名 | 考评职业（工种） | 可考评等级\n"
    "| 1 | 王五 | 电工、焊工 | 三级至一级\n"
    "| 2 | 王六 | 电工 | 高级工\n"
    "| | 制表人：赵 | | 审核人：钱\n",
    NULL,
    "assessors name=王五 occupation=电工、焊工 levels=3,2,1\n"
    "assessors name=王六 occupation=电工 levels=3\n"
    "applicant filled=2022-03-01\n" },

  { "what is not known is told", "wenzhou-2022",
    "# 申报单位\n"
    "| 申请机构基本情况 | < | < | <\n"
    "| 单位名称 | 某某公司 | 开户银行 | 某某银行\n"
    "| 法定代表人 | 张某 | 联系电话 | 13800000000\n"
    "| 注册资金（元） | 500 | 成立时间 | 2010年5月\n"
    "| 固定资产（万元） | 30.50 | 邮编：325000 | <\n"
    "| 联系人及电话 | 李四 13900000000 | < | <\n"
    "| 工作业绩、获奖情况 | 曾获一等奖 | < | <\n",
    NULL,
    "applicant name=某某公司 postcode=325000 legal-representative=张某 founded=2010-05 fixed-assets=30.5 "
    "achievements=曾获一等奖\n"
    "note: place, row 2, column C: “开户银行” is not known here; what stands behind it was left out.\n"
    "note: place, row 3, column D: “13800000000” belongs to a person of whom only the name is kept; it was left out.\n"
    "note: place, row 4, column A: “注册资金(元)” is not known here; what stands behind it was left out.\n"
    "note: place, row 6, column A: this row was not recognised.\n" },

  { "sites, materials and money", "wenzhou-2022",
    "# 场地\n"
    "| 场地名称 | 用途 | 面积（㎡） | 视频监控 | 自有/租赁 | 所属职业（工种） | 租赁起始 | 租赁截止\n"
    "| 301教室 | 理论知识考试场地 | 80平方米 | 有 | 租赁 | | 2020.1.1 | 2025.12.31\n"
    "| 实训楼 | 实操场地 | 200 | 是 | 自有 | 电工 | |\n"
    "# 经费\n"
    "| 年度 | 专项经费预算（万元） | 实际支出（元） | 是否经审计\n"
    "| 2021年 | 20万元 | 155000 | 是\n"
    "# 设备清单\n"
    "| 序号 | 设备名称 | 型号规格 | 数量（台/套） | 用途\n"
    "| 1 | 万用表 | VC890 | 10 | 检测设备\n",
    NULL,
    "sites name=301教室 kind=theory area=80 monitored=yes tenure=leased lease-from=2020-01-01 lease-to=2025-12-31\n"
    "sites name=实训楼 kind=practice area=200 monitored=yes tenure=own occupation=电工\n"
    "funding year=2021 budget=20 audited=yes\n"
    "equipment name=万用表 model=VC890 quantity=10 purpose=inspection\n"
    "note: place: the heading “实际支出(元)” is not known; its column was left out.\n" },

  { "options in rows of their own", "shandong-2020",
    "# 社会培训评价组织基本情况表\n"
    "| 单位名称 | 某某技工学校 | < | <\n"
    "| 机构性质 | 企  业 | < |\n"
    "| ^ | 行业协会 | < |\n"
    "| ^ | 技工院校 | < | √\n"
    "| ^ | 民办职业培训机构 | < |\n"
    "| 法定代表人 | 孙一 | 注册资金 | 500\n",
    NULL,
    "applicant name=某某技工学校 type=技工院校 legal-representative=孙一 registered-capital=500\n" },

  { "a text ends where the next section begins", "shandong-2020",
    "# 社会培训评价组织基本情况表\n"
    "| 单位名称 | 某某技工学校\n"
    "| 五、专职人员和考评人员等情况 | <\n"
    "| 一、专职人员6人。 | <\n"
    "| 2.考评人员12人。 | <\n"
    "| 六、诚信承诺 | <\n"
    "| 本人承诺：1.申报材料真实有效 | <\n",
    "三、组织优势、专业优势等情况\n1.本校成立于1990年。\n一、曾编制国家职业技能标准\n附件4\n浙江省社会培训评价组织承诺书\n本人承诺：属实\n",
    "applicant name=某某技工学校 strengths=1.本校成立于1990年。/一、曾编制国家职业技能标准 "
    "staff-summary=一、专职人员6人。/2.考评人员12人。\n" },

  { "a page of which not all is filled in", "wenzhou-2022",
    "# 拟开展职业技能等级认定的职业（工种）范围\n"
    "| 职业编号 | 职业名称 | 等级\n"
    "| 4-04-05-05 | 人工智能训练师 | 三级\n"
    "| 4-04-05-04 | 物联网安装调试员 | 三级\n"
    "# 职业（工种）场地设备情况（人工智能训练师）\n"
    "| 考核场地 | 合计 | 100 | 理论知识考试场地面积 | | 技能考核场地面积 |\n"
    "# 职业（工种）场地设备情况（物联网安装调试员）\n"
    "| 考核场地 | 合计 | 100 | 理论知识考试场地面积 | 60 | 技能考核场地面积 |\n",
    NULL,
    "occupations code=4-04-05-05 name=人工智能训练师 levels=3 total-area=100\n"
    "occupations code=4-04-05-04 name=物联网安装调试员 levels=3 total-area=100 theory-area=60\n" },

  { "leases from a day to a day", "wenzhou-2022",
    "# 场地情况\n"
    "| 序号 | 场地名称 | 面积 | 产权性质 | 租赁期限 | 所属职业 | 是否有监控\n"
    "| 1 | 甲 | 100 | 租赁 | 2020.1.1-2026.12.31 | 电工 | √\n"
    "| 2 | 乙 | 100 | 租赁 | 2020-01-01-2026-12-31 | 电工 | 有\n"
    "| 3 | 丙 | 100 | 租赁 | 2020年1月1日至2026年12月31日 | | 无\n"
    "| 4 | 丁 | 100 | 租赁 | 2020年1月～2026年12月 | |\n"
    "| 5 | 戊 | 100 | 租赁 | 5年 | |\n"
    "| 6 | 己 | 100 | 自有 | / | |\n",
    NULL,
    "sites name=甲 area=100 monitored=yes tenure=leased lease-from=2020-01-01 lease-to=2026-12-31 occupation=电工\n"
    "sites name=乙 area=100 monitored=yes tenure=leased lease-from=2020-01-01 lease-to=2026-12-31 occupation=电工\n"
    "sites name=丙 area=100 monitored=no tenure=leased lease-from=2020-01-01 lease-to=2026-12-31\n"
    "sites name=丁 area=100 tenure=leased lease-from=2020-01 lease-to=2026-12\n"
    "sites name=戊 area=100 tenure=leased\n"
    " ! place, row 6, column E lease-from 5年\n"
    "sites name=己 area=100 tenure=own\n" },

  { "a table that was cut in two", "wenzhou-2022",
    "# 工作人员情况\n"
    "| 序号 | 姓名 | 分工\n"
    "| 1 | 张三 | 主任\n"
    "# +\n"
    "| 2 | 李四 | 考务人员\n"
    "# +\n"
    "| 1 | 课程 | 学时\n"
    "# +\n"
    "| 3 | 王五 | 档案\n",
    NULL,
    "staff name=张三 duty=主任\n"
    "staff name=李四 duty=考务人员\n"
    "note: place: nothing was recognised here.\n"
    "note: place: nothing was recognised here.\n" },

  { "a person of whom only the name is kept", "wenzhou-2022",
    "# 申报单位基本情况\n"
    "| 申报单位 | 某校 | 负责人 | 李四\n"
    "| 法定代表人 | 张三 | 联系电话 | 13800000001\n",
    NULL,
    "applicant name=某校 head=李四 legal-representative=张三\n"
    "note: place, row 2, column D: “13800000001” belongs to a person of whom only the name is kept; it was left out.\n" },

  { "a list numbered in every way", "wenzhou-2022",
    "# \n"
    "| 已建立规章制度目录 | 1.考务管理办法\n２、财务管理制度\n（3）档案管理制度\n④保密制度\n5）应急预案\n",
    NULL,
    "rules name=考务管理办法\nrules name=财务管理制度\nrules name=档案管理制度\nrules name=保密制度\nrules name=应急预案\n" },

  { "a page with its heads above its figures", "wenzhou-2022",
    "# \n"
    "| 职业（工种）场地设备情况 | < | < | < | <\n"
    "| 职业（工种）名称 | 电工 | 等级 | 五级、四级 | <\n"
    "| 考核场地 | 合计 | 理论知识考试场地面积 | 技能考核场地面积 | <\n"
    "| ^ | 300 | 100 | 200 | <\n"
    "| 考核设备 | 设备名称、型号 | 数量 | 设备名称、型号 | 数量\n"
    "| ^ | 万用表 | 10 | 电工台 | 20\n",
    NULL,
    "equipment name=万用表 quantity=10 purpose=practice occupation=电工\n"
    "equipment name=电工台 quantity=20 purpose=practice occupation=电工\n"
    "occupations name=电工 levels=5,4 total-area=300 theory-area=100 practice-area=200\n" },

  { "remarks beside, groups between, another number", "wenzhou-2022",
    "# 申报单位\n"
    "| 单位名称 | 某某公司 | 与营业执照一致\n"
    "| 机构类型 | ☑企业 | 请勾选\n"
    "| 负责人 | 张三 | 姓名\n"
    "| 联系方式 | 13800000001 |\n"
    "# 专家库名单\n"
    "| 专业：电工 | < | < | < | <\n"
    "| 编号 | 姓名 | 职称 | 工作单位 | 联系方式\n"
    "| 1 | 甲 | 高工 | 某公司 | 13800000003\n"
    "| 专业：焊工 | < | < | < | <\n"
    "| 2 | 乙 | 高工 | 某公司 | 13800000004\n",
    NULL,
    "experts name=甲 title=高工 employer=某公司 phone=13800000003\n"
    "experts name=乙 title=高工 employer=某公司 phone=13800000004\n"
    "applicant name=某某公司 type=企业 head=张三 head-phone=13800000001\n" },

  { "pages below each other in one table", "wenzhou-2022",
    "# \n"
    "| 申报职业（工种）：茶艺师 | < | < | < | <\n"
    "| 考核场地 | 合计 | 100 | 理论知识考试场地面积 | 60\n"
    "| 考核设备 | 设备名称、型号 | 数量 | 设备名称、型号 | 数量\n"
    "| ^ | 茶具 | 20 | |\n"
    "| 检测设备 | 设备名称、型号 | 数量 | 设备名称、型号 | 数量\n"
    "| ^ | 电子秤 | 2 | |\n"
    "| 申报职业（工种） | 评茶员 | < | < | <\n"
    "| 考核场地 | 合计 | 90 | 理论知识考试场地面积 | 50\n"
    "| 考核设备 | 设备名称、型号 | 数量 | 设备名称、型号 | 数量\n"
    "| ^ | 茶样盘 | 30 | |\n",
    NULL,
    "equipment name=茶具 quantity=20 purpose=practice occupation=茶艺师\n"
    "equipment name=电子秤 quantity=2 purpose=inspection occupation=茶艺师\n"
    "equipment name=茶样盘 quantity=30 purpose=practice occupation=评茶员\n"
    "occupations name=茶艺师 total-area=100 theory-area=60\n"
    "occupations name=评茶员 total-area=90 theory-area=50\n" },

  { "a column for each level", "wenzhou-2022",
    "# 申报职业\n"
    "| 职业编号 | 职业名称 | 等级 | < | <\n"
    "| ^ | ^ | 五级 | 四级/中级工 | 高级工\n"
    "| 4-04-05-05 | 人工智能训练师 | √ | | √\n"
    "| 4-04-05-04 | 物联网安装调试员 | 是 | 否 | ×\n",
    NULL,
    "occupations code=4-04-05-05 name=人工智能训练师 levels=5,3\n"
    "occupations code=4-04-05-04 name=物联网安装调试员 levels=5\n" },

  { "occupation merged over its levels", "wenzhou-2022",
    "# 职业（工种）范围\n"
    "| 职业编号 | 职业名称 | 等级\n"
    "| 4-04-05-05 | 人工智能训练师 | 五级/初级工\n"
    "| ^ | ^ | 四级/中级工\n"
    "| ^ | ^ | 三级/高级工\n",
    NULL,
    "occupations code=4-04-05-05 name=人工智能训练师 levels=5,4,3\n" },
};

static HjGrid *
begin_grid (GPtrArray  *grids,
            const char *name)
{
  HjGrid *grid = hj_grid_new (name, "place");

  g_ptr_array_add (grids, grid);

  return grid;
}

static void
add_row (HjGrid     *grid,
         GPtrArray  *kept,
         const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line + 1, "|", -1);
  guint row = kept->len;
  guint anchor = 0;

  for (guint i = 0; cells[i] != NULL; i++)
    {
      HjCell *cell;

      g_strstrip (cells[i]);
      if (strcmp (cells[i], "<") == 0)
        {
          HjCell *merged = ((GPtrArray *) grid->rows->pdata[row])->pdata[anchor];

          merged->column_span = i - anchor + 1;
          continue;
        }
      anchor = i;
      cell = hj_grid_set (grid, row, i, strcmp (cells[i], "^") == 0 ? "" : cells[i]);
      for (guint above = row; strcmp (cells[i], "^") == 0 && above > 0; above--)
        {
          HjCell *over = ((GPtrArray *) grid->rows->pdata[above - 1])->pdata[i];

          if (*over->text == '\0')
            continue;
          over->row_span = row - above + 2;
          cell->column_span = over->column_span;
          break;
        }
    }
  g_ptr_array_add (kept, grid);
}

/* A cell may go on in the next line; a row begins with a bar. */
static GPtrArray *
build_grids (const char *text)
{
  GPtrArray *grids = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_grid_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GString) pending = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  HjGrid *grid = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean begins = *lines[i] == '#' || *lines[i] == '|' || lines[i + 1] == NULL;

      if (begins && pending->len > 0)
        {
          add_row (grid, rows, pending->str);
          g_string_truncate (pending, 0);
        }
      if (*lines[i] == '#')
        {
          grid = begin_grid (grids, lines[i] + 2);
          /* "# +" follows the one before. */
          grid->follows = strcmp (lines[i], "# +") == 0;
          g_ptr_array_set_size (rows, 0);
        }
      else if (*lines[i] != '\0')
        g_string_append_printf (pending, "%s%s", pending->len > 0 ? "\n" : "", lines[i]);
    }

  return grids;
}

static void
describe_record (GString        *text,
                 const HjRecord *record)
{
  const HjRecordTable *table = hj_record_table (record->kind);

  g_string_append (text, table->id);
  for (guint i = 0; i < table->n_fields; i++)
    if (*record->values[i] != '\0')
      {
        g_autofree char *line = g_strdelimit (g_strdup (record->values[i]), "\n", '/');

        g_string_append_printf (text, " %s=%s", table->fields[i].id, line);
      }
  g_string_append_c (text, '\n');
}

static char *
describe (const HjImportPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plan->rows->len; i++)
    {
      const HjImportRow *row = plan->rows->pdata[i];

      if (row->record != NULL)
        describe_record (text, row->record);
      else
        g_string_append (text, "occupations\n");
      for (guint j = 0; j < row->troubles->len; j++)
        {
          const HjImportTrouble *trouble = row->troubles->pdata[j];

          g_string_append_printf (text, " ! %s %s %s\n", trouble->place, trouble->field, trouble->text);
        }
    }
  for (guint i = 0; i < plan->notes->len; i++)
    g_string_append_printf (text, "note: %s\n", (char *) plan->notes->pdata[i]);

  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load (one->scheme, &error);
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (GPtrArray) grids = build_grids (one->grids);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_auto (GStrv) split = g_strsplit (one->lines != NULL ? one->lines : "", "\n", -1);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  content = hj_content_new (scheme);
  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      g_ptr_array_add (lines, split[i]);
  plan = hj_import_plan_new (content, "a.docx");
  g_assert_true (hj_recognise_grids (plan, grids, lines, NULL, NULL, NULL, &error));
  text = describe (plan);
  g_assert_cmpstr (text, ==, one->expected);
}

/* The ways in which people tick, for a choice with three options. */
static void
test_boxes (void)
{
  static const struct { const char *text, *type; } ticks[] = {
    { "□院校 ☑民非 □企业", "民非" },
    { "□院校 ■民非□企业", "民非" },
    { "☐院校☐民非☒企业", "企业" },
    { "□院校 √民非 □企业", "民非" },
    { "□院校 □民非√ □企业", "民非" },
    { "□院校√□民非□企业", "院校" },
    { "√□院校 □民非 □企业", "院校" },
    { "□√院校 □民非 □企业", "院校" },
    { "院校□ 民非☑ 企业□", "民非" },
    { "院校 √民非 企业", "民非" },
    { "院校√ 民非 企业", "院校" },
    { "√院校", "院校" },
    { "民非", "民非" },
    { "\xef\x82\xa8院校 \xef\x83\xbe民非", "民非" },
    { "□院校 □民非 □企业", "" },
    { "☑院校 ☑民非 □企业", "" },
    { "□院校 □民非（√） □企业", "民非" },
    { "（ ）院校 （√）民非 （ ）企业", "民非" },
    { "（　）院校（√）民非（　）企业", "民非" },
    { "院校（ ） 民非（√） 企业（ ）", "民非" },
    { "[ ]院校 [√]民非", "民非" },
    { "( )院校 ( v )民非", "民非" },
    { "○院校 ●民非 ○企业", "民非" },
    { "〇院校 ⊙民非 〇企业", "民非" },
    { "○院校 √民非 ○企业", "民非" },
    { "口院校 √民非 口企业", "民非" },
    { "（ ）院校 （ ）民非 （ ）企业", "" },
    { "○院校 ○民非 ○企业", "" },
    { "进出口企业", "进出口企业" },
    { "〇七厂", "〇七厂" },
  };
  g_autoptr (HjScheme) scheme = hj_scheme_load ("wenzhou-2022", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      g_autoptr (HjContent) content = hj_content_new (scheme);
      g_autoptr (HjImportPlan) plan = hj_import_plan_new (content, "a.docx");
      g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_grid_free);
      HjGrid *grid = begin_grid (grids, "");
      const HjImportRow *row;

      hj_grid_set (grid, 0, 0, "申报单位");
      hj_grid_set (grid, 0, 1, "某某");
      hj_grid_set (grid, 1, 0, "机构类型");
      hj_grid_set (grid, 1, 1, ticks[i].text);
      g_assert_true (hj_recognise_grids (plan, grids, NULL, NULL, NULL, NULL, NULL));
      g_assert_cmpuint (plan->rows->len, ==, 1);
      row = plan->rows->pdata[0];
      g_test_message ("%s", ticks[i].text);
      g_assert_cmpstr (hj_record_get (row->record, "type"), ==, ticks[i].type);
      g_assert_cmpuint (row->troubles->len, ==, strstr (ticks[i].text, "☑院校 ☑") != NULL ? 1 : 0);
    }
}

static void
test_headings (void)
{
  static const char * const same[][2] = {
    { "姓　名", "姓名" }, { "＊职称（职业资格）：", "职称(职业资格)" }, { "面积（㎡）", "面积" }, { "注册资金（万元）", "注册资金(万元)" }, { "已评价人数\n（人）", "已评价人数" },
    { "身份证 号码*", "身份证号码" }, { "单位名称 （加盖单位公章）", "单位名称" }, { "E-Mail", "e-mail" }, { "【职务】", "(职务)" },
    { "", "" },
  };
  g_autoptr (GString) longer = g_string_new (NULL);
  g_autofree char *none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *normal = hj_normalise_heading (same[i][0]);

      g_assert_cmpstr (normal, ==, same[i][1]);
    }
  for (guint i = 0; i < 1000; i++)
    g_string_append (longer, "长");
  none = hj_normalise_heading (longer->str);
  g_assert_cmpstr (none, ==, "");
}

typedef struct {
  double        last;
  guint         n;
  GCancellable *cancellable;  /* cancelled when half is told */
} Watch;

static void
watched_cb (double   done,
            gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (done, >=, watch->last);
  g_assert_cmpfloat (done, <=, 1);
  watch->last = done;
  watch->n++;
  if (watch->cancellable != NULL && done > 0.5)
    g_cancellable_cancel (watch->cancellable);
}

/* Many rows are told of as they are recognised, and can be given up half way. */
static void
test_progress (void)
{
  g_autoptr (HjScheme) scheme = hj_scheme_load ("wenzhou-2022", NULL);
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (GString) csv = g_string_new ("姓名,身份证号码,学历,分工\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (HjImportPlan) none = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { 0 };

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (csv, "张%u,%u,本科,主任\n", i, 100000 + i);
  bytes = g_bytes_new (csv->str, csv->len);
  plan = hj_import_read (bytes, "工作人员情况.csv", content, watched_cb, &watch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_new, ==, 3000);
  g_assert_cmpuint (watch.n, >=, 10);
  g_assert_cmpfloat (watch.last, >=, 1);

  watch = (Watch) { .cancellable = cancellable };
  none = hj_import_read (bytes, "工作人员情况.csv", content, watched_cb, &watch, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (none);
  g_assert_cmpfloat (watch.last, <, 0.7);
}

/* What a spreadsheet holds that is no word of the applicant's: it is told, and nothing is taken. */
static void
test_broken (void)
{
  static const struct { const char *text; HjCellSort sort; const char *taken; } cells[] = {
    { "1533003008300120", HJ_CELL_NUMBER, "" },
    { "153300300830012", HJ_CELL_NUMBER, "153300300830012" },
    { "1533003008300123", HJ_CELL_TEXT, "1533003008300123" },
    { "1.53300300830012E+15", HJ_CELL_TEXT, "" },
    { "1.5E+02", HJ_CELL_TEXT, "1.5E+02" },
    { "#REF!", HJ_CELL_ERROR, "" },
    { "#N/A", HJ_CELL_TEXT, "" },
    { "Err:508", HJ_CELL_TEXT, "" },
    { "#1机组", HJ_CELL_TEXT, "#1机组" },
    { "=A1", HJ_CELL_FORMULA, "" },
    { "=A1", HJ_CELL_TEXT, "=A1" },
  };
  g_autoptr (HjScheme) scheme = hj_scheme_load ("wenzhou-2022", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (HjContent) content = hj_content_new (scheme);
      g_autoptr (HjImportPlan) plan = hj_import_plan_new (content, "a.xlsx");
      g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_grid_free);
      HjGrid *grid = begin_grid (grids, "考评人员情况");
      const HjImportRow *row;

      hj_grid_set (grid, 0, 0, "姓名");
      hj_grid_set (grid, 0, 1, "考评员证书号码");
      hj_grid_set (grid, 1, 0, "张三");
      hj_grid_set (grid, 1, 1, cells[i].text)->sort = cells[i].sort;
      g_assert_true (hj_recognise_grids (plan, grids, NULL, NULL, NULL, NULL, NULL));
      row = plan->rows->pdata[0];
      g_test_message ("%s", cells[i].text);
      g_assert_cmpstr (hj_record_get (row->record, "certificate"), ==, cells[i].taken);
      g_assert_cmpuint (row->troubles->len, ==, *cells[i].taken == '\0' ? 1 : 0);
    }
}

/* A number that a spreadsheet kept is not an ID number any more. */
static void
test_rounded (void)
{
  g_autoptr (HjScheme) scheme = hj_scheme_load ("wenzhou-2022", NULL);
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (HjImportPlan) plan = hj_import_plan_new (content, "a.xlsx");
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_grid_free);
  HjGrid *grid = begin_grid (grids, "工作人员情况");
  const HjImportRow *row;

  hj_grid_set (grid, 0, 0, "姓名");
  hj_grid_set (grid, 0, 1, "身份证号码");
  hj_grid_set (grid, 1, 0, "张三");
  hj_grid_set (grid, 1, 1, "110105194912310000")->sort = HJ_CELL_NUMBER;
  g_assert_true (hj_recognise_grids (plan, grids, NULL, NULL, NULL, NULL, NULL));
  row = plan->rows->pdata[0];
  g_assert_cmpstr (hj_record_get (row->record, "id-number"), ==, "");
  g_assert_cmpuint (row->troubles->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/recognise/headings", test_headings);
  g_test_add_func ("/exchange/recognise/boxes", test_boxes);
  g_test_add_func ("/exchange/recognise/broken", test_broken);
  g_test_add_func ("/exchange/recognise/progress", test_progress);
  g_test_add_func ("/exchange/recognise/rounded", test_rounded);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/recognise/forms/%s", cases[i].title);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return hj_test_run ();
}
