/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include "hj-store-private.h"

/* The application's tables in version 2: what is appended to those of version 1,
 * and the others. A column a field of the model's descriptors; unknown is '' or,
 * of a number, NULL. Decimals are hundredths.
 *
 * These texts are never changed (hj-schema.c). A field that the model gets later
 * is a column that a step of its own appends, with one of these kinds; a test
 * says which is missing. Of a choice the form of its id is checked here and its
 * being one of the choices where it is written: choices are added in time, and a
 * CHECK can't be changed.
 */
#define TEXT(name)    name " TEXT NOT NULL DEFAULT '' CHECK (length(" name ") <= 65536)"
#define CHOICE(name)  name " TEXT NOT NULL DEFAULT '' CHECK (length(" name ") <= 64 AND " name " NOT GLOB '*[^a-z0-9-]*')"
#define INTEGER(name) name " INTEGER CHECK (" name " BETWEEN -999999999999 AND 999999999999)"
#define DECIMAL(name) name " INTEGER CHECK (" name " BETWEEN -99999999999999 AND 99999999999999)"
#define FLAG(name)    name " INTEGER CHECK (" name " IN (0, 1))"

#define YEAR     "[0-9][0-9][0-9][0-9]"
#define MONTH    "-[01][0-9]"
#define MDAY     "-[0-3][0-9]"
#define DAY(name) name " TEXT NOT NULL DEFAULT '' CHECK (" name " = '' OR " name " GLOB '" YEAR "'" \
                  " OR " name " GLOB '" YEAR MONTH "' OR " name " GLOB '" YEAR MONTH MDAY "')"

#define APPEND(table) "ALTER TABLE " table " ADD COLUMN "
#define TABLE(name)   "CREATE TABLE " name " (\n" \
                      "  id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 128),\n" \
                      "  position INTEGER NOT NULL,\n"
#define COLUMN(text)  "  " text ",\n"
#define END_OF_TABLE  "  PRIMARY KEY (id)\n) STRICT, WITHOUT ROWID"

const char * const hj_record_schema_2[] = {
  APPEND ("applicant") TEXT ("contact_post"),
  APPEND ("applicant") TEXT ("contact_title"),
  APPEND ("applicant") TEXT ("contact_mail"),
  APPEND ("applicant") TEXT ("head"),
  APPEND ("applicant") TEXT ("head_post"),
  APPEND ("applicant") TEXT ("head_title"),
  APPEND ("applicant") TEXT ("head_phone"),
  APPEND ("applicant") TEXT ("head_mail"),
  APPEND ("applicant") TEXT ("registered_address"),
  APPEND ("applicant") TEXT ("region"),
  APPEND ("applicant") TEXT ("legal_representative"),
  APPEND ("applicant") DECIMAL ("registered_capital"),
  APPEND ("applicant") TEXT ("registration_authority"),
  APPEND ("applicant") TEXT ("registered_scope"),
  APPEND ("applicant") DAY ("founded"),
  APPEND ("applicant") TEXT ("funding_source"),
  APPEND ("applicant") DECIMAL ("fixed_assets"),
  APPEND ("applicant") TEXT ("scale"),
  APPEND ("applicant") CHOICE ("formation"),
  APPEND ("applicant") TEXT ("unit"),
  APPEND ("applicant") TEXT ("rating"),
  APPEND ("applicant") INTEGER ("members"),
  APPEND ("applicant") FLAG ("training_school"),
  APPEND ("applicant") FLAG ("technician_college"),
  APPEND ("applicant") FLAG ("local_industry"),
  APPEND ("applicant") FLAG ("existing_body"),
  APPEND ("applicant") TEXT ("review_grade"),
  APPEND ("applicant") FLAG ("own_evaluation"),
  APPEND ("applicant") FLAG ("government"),
  APPEND ("applicant") DECIMAL ("experience_years"),
  APPEND ("applicant") INTEGER ("experience_count"),
  APPEND ("applicant") TEXT ("achievements"),
  APPEND ("applicant") TEXT ("strengths"),
  APPEND ("applicant") TEXT ("sites_summary"),
  APPEND ("applicant") TEXT ("staff_summary"),
  APPEND ("applicant") TEXT ("scheme_of_work"),
  APPEND ("applicant") DAY ("filled"),
  APPEND ("applicant") TEXT ("remark"),
  APPEND ("applicant") INTEGER ("capable_members"),
  APPEND ("applicant") TEXT ("training_level"),

  TABLE ("staff")
  COLUMN (TEXT ("name"))
  COLUMN (CHOICE ("sex"))
  COLUMN (DAY ("birth"))
  COLUMN (INTEGER ("age"))
  COLUMN (TEXT ("id_number"))
  COLUMN (TEXT ("schooling"))
  COLUMN (TEXT ("title"))
  COLUMN (TEXT ("duty"))
  COLUMN (TEXT ("major"))
  COLUMN (DECIMAL ("years"))
  COLUMN (FLAG ("full_time"))
  COLUMN (TEXT ("certificate"))
  COLUMN (FLAG ("insured"))
  COLUMN (TEXT ("phone"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("bank_expert")
  COLUMN (TEXT ("name"))
  COLUMN (CHOICE ("sex"))
  COLUMN (DAY ("birth"))
  COLUMN (TEXT ("id_number"))
  COLUMN (TEXT ("schooling"))
  COLUMN (TEXT ("title"))
  COLUMN (TEXT ("speciality"))
  COLUMN (TEXT ("occupation"))
  COLUMN (TEXT ("levels"))
  COLUMN (TEXT ("employer"))
  COLUMN (TEXT ("phone"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("assessor")
  COLUMN (TEXT ("name"))
  COLUMN (CHOICE ("sex"))
  COLUMN (DAY ("birth"))
  COLUMN (TEXT ("id_number"))
  COLUMN (TEXT ("schooling"))
  COLUMN (TEXT ("title"))
  COLUMN (DECIMAL ("years"))
  COLUMN (TEXT ("occupation"))
  COLUMN (TEXT ("levels"))
  COLUMN (TEXT ("certificate"))
  COLUMN (DAY ("certificate_until"))
  COLUMN (CHOICE ("employment"))
  COLUMN (TEXT ("employer"))
  COLUMN (TEXT ("phone"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("inspector")
  COLUMN (TEXT ("name"))
  COLUMN (CHOICE ("sex"))
  COLUMN (TEXT ("id_number"))
  COLUMN (TEXT ("schooling"))
  COLUMN (TEXT ("title"))
  COLUMN (TEXT ("certificate"))
  COLUMN (CHOICE ("employment"))
  COLUMN (TEXT ("employer"))
  COLUMN (TEXT ("phone"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("rule_document")
  COLUMN (TEXT ("name"))
  COLUMN (TEXT ("number"))
  COLUMN (DAY ("issued"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,
  APPEND ("occupation") CHOICE ("basis"),
  APPEND ("occupation") TEXT ("basis_name"),
  APPEND ("occupation") TEXT ("experience"),
  APPEND ("occupation") DECIMAL ("experience_years"),
  APPEND ("occupation") INTEGER ("trained"),
  APPEND ("occupation") INTEGER ("assessed"),
  APPEND ("occupation") FLAG ("own_scope"),
  APPEND ("occupation") FLAG ("major"),
  APPEND ("occupation") INTEGER ("students"),
  APPEND ("occupation") FLAG ("urgent"),
  APPEND ("occupation") FLAG ("new_occupation"),
  APPEND ("occupation") FLAG ("leaving_catalogue"),
  APPEND ("occupation") FLAG ("entry_qualification"),
  APPEND ("occupation") DECIMAL ("total_area"),
  APPEND ("occupation") DECIMAL ("theory_area"),
  APPEND ("occupation") DECIMAL ("practice_area"),
  APPEND ("occupation") INTEGER ("places"),
  APPEND ("occupation") TEXT ("remark"),

  TABLE ("site")
  COLUMN (TEXT ("name"))
  COLUMN (CHOICE ("kind"))
  COLUMN (TEXT ("address"))
  COLUMN (DECIMAL ("area"))
  COLUMN (INTEGER ("seats"))
  COLUMN (FLAG ("monitored"))
  COLUMN (INTEGER ("cameras"))
  COLUMN (INTEGER ("retention"))
  COLUMN (CHOICE ("tenure"))
  COLUMN (DAY ("lease_from"))
  COLUMN (DAY ("lease_to"))
  COLUMN (FLAG ("title_proof"))
  COLUMN (FLAG ("lessor_proof"))
  COLUMN (TEXT ("occupation"))
  COLUMN (INTEGER ("computers"))
  COLUMN (FLAG ("network"))
  COLUMN (FLAG ("identification"))
  COLUMN (FLAG ("shielding"))
  COLUMN (FLAG ("recording"))
  COLUMN (FLAG ("safe"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("equipment")
  COLUMN (TEXT ("name"))
  COLUMN (TEXT ("model"))
  COLUMN (DECIMAL ("quantity"))
  COLUMN (TEXT ("measure"))
  COLUMN (CHOICE ("purpose"))
  COLUMN (TEXT ("occupation"))
  COLUMN (TEXT ("site"))
  COLUMN (CHOICE ("tenure"))
  COLUMN (DECIMAL ("value"))
  COLUMN (DAY ("bought"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("funding")
  COLUMN (INTEGER ("year"))
  COLUMN (TEXT ("source"))
  COLUMN (DECIMAL ("budget"))
  COLUMN (DECIMAL ("spent"))
  COLUMN (FLAG ("audited"))
  COLUMN (TEXT ("auditor"))
  COLUMN (TEXT ("report"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("history_record")
  COLUMN (INTEGER ("year"))
  COLUMN (CHOICE ("kind"))
  COLUMN (TEXT ("occupation"))
  COLUMN (TEXT ("levels"))
  COLUMN (INTEGER ("count"))
  COLUMN (INTEGER ("passed"))
  COLUMN (TEXT ("proof"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("credit")
  COLUMN (TEXT ("subject"))
  COLUMN (TEXT ("source"))
  COLUMN (DAY ("looked_up"))
  COLUMN (CHOICE ("result"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,

  TABLE ("branch")
  COLUMN (TEXT ("name"))
  COLUMN (TEXT ("credit_code"))
  COLUMN (TEXT ("region"))
  COLUMN (TEXT ("address"))
  COLUMN (TEXT ("head"))
  COLUMN (TEXT ("phone"))
  COLUMN (TEXT ("occupation"))
  COLUMN (FLAG ("government"))
  COLUMN (FLAG ("filed"))
  COLUMN (TEXT ("filing_authority"))
  COLUMN (TEXT ("remark"))
  END_OF_TABLE,
  NULL
};
