/* clang-format off */
/* This file is written from the list of commands by `engine_test`, which fails when the two
 * differ. */
#ifndef PRORATA_C_COMMANDS_H
#define PRORATA_C_COMMANDS_H

#include "prorata_c/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Every command, typed. Fill a request by its _INIT macro or its _init function, set fields, and
 * call; *answer_out is to be freed by prorata_answer_free. A field that is not "required" may stay as
 * it is. Texts are borrowed for the call. Threads: one call at a time per engine.
 * Errors of every command: -1 that names every field that is missing or malformed, -2 for names that
 * are not there, -3 for what is taken or a key that was used for another request, -8 for a handle that
 * is none, -9 for a second call, -11 to -13 for a storage that fails. */

/* publish: publishes a catalogue; reports all its faults. */
typedef struct prorata_publish_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: catalogue as JSON, whole */
    const char *catalog;
} prorata_publish_request;

#define PRORATA_PUBLISH_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_publish_request), 0, NULL}

PRORATA_API void prorata_publish_request_init(prorata_publish_request *request);
PRORATA_API prorata_status prorata_engine_publish(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_publish_request *request, prorata_error **error_out);

/* add_seller: adds a seller. */
typedef struct prorata_add_seller_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: the portal's own, unique */
    const char *code;
    /* required: as documents show it */
    const char *name;
    /* required: ISO 3166 code, for example RU; chooses the taxes */
    const char *country;
    /* required: IANA name; documents are dated in it */
    const char *zone;
} prorata_add_seller_request;

#define PRORATA_ADD_SELLER_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_add_seller_request), 0, NULL, NULL, NULL, NULL}

PRORATA_API void prorata_add_seller_request_init(prorata_add_seller_request *request);
PRORATA_API prorata_status prorata_engine_add_seller(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_add_seller_request *request, prorata_error **error_out);

/* add_account: adds an account. */
typedef struct prorata_add_account_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: the portal's own, unique */
    const char *number;
    /* required: ISO 4217 code */
    const char *currency;
    /* required: IANA name; service days are taken in it */
    const char *zone;
    /* number of the partner it belongs to */
    const char *parent;
    /* of the catalogue; none: retail */
    const char *price_level;
    /* prepaid (default), credit or postpaid */
    const char *terms;
    /* money: credit limit, for terms credit */
    prorata_money limit;
    /* from invoice to due day, 14 */
    int64_t due_days;
    /* from due day to block, 15 */
    int64_t block_days;
    /* day of the month of invoices, 1; 31 is the last day */
    int64_t invoice_day;
} prorata_add_account_request;

#define PRORATA_ADD_ACCOUNT_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_add_account_request), 0, NULL, NULL, NULL, NULL, NULL, NULL, {0, ""}, PRORATA_NO_NUMBER, PRORATA_NO_NUMBER, PRORATA_NO_NUMBER}

PRORATA_API void prorata_add_account_request_init(prorata_add_account_request *request);
PRORATA_API prorata_status prorata_engine_add_account(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_add_account_request *request, prorata_error **error_out);

/* set_terms: changes how an account buys and pays. */
typedef struct prorata_set_terms_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account; what is not given stays */
    const char *account;
    /* of the catalogue, for what is bought or renewed from now on */
    const char *price_level;
    /* prepaid, credit or postpaid; only while nothing is owed or ordered */
    const char *terms;
    /* money: credit limit, for terms credit */
    prorata_money limit;
    /* from invoice to due day, of invoices from now on */
    int64_t due_days;
    /* from due day to block */
    int64_t block_days;
    /* day of the month of invoices; 31 is the last day */
    int64_t invoice_day;
} prorata_set_terms_request;

#define PRORATA_SET_TERMS_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_set_terms_request), 0, NULL, NULL, NULL, {0, ""}, PRORATA_NO_NUMBER, PRORATA_NO_NUMBER, PRORATA_NO_NUMBER}

PRORATA_API void prorata_set_terms_request_init(prorata_set_terms_request *request);
PRORATA_API prorata_status prorata_engine_set_terms(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_set_terms_request *request, prorata_error **error_out);

/* add_payer: adds a payer to an account. */
typedef struct prorata_add_payer_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account */
    const char *account;
    /* required: the portal's own, unique in the account */
    const char *code;
    /* required: individual, legal_entity or sole_proprietor */
    const char *kind;
    /* required: ISO 3166 code */
    const char *country;
    /* texts by name: requisites by name, for example requisite.inn */
    const prorata_argument *requisite;
    size_t requisite_count;
} prorata_add_payer_request;

#define PRORATA_ADD_PAYER_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_add_payer_request), 0, NULL, NULL, NULL, NULL, NULL, 0}

PRORATA_API void prorata_add_payer_request_init(prorata_add_payer_request *request);
PRORATA_API prorata_status prorata_engine_add_payer(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_add_payer_request *request, prorata_error **error_out);

/* set_requisites: gives a payer other requisites, for documents from now on (AC-04). */
typedef struct prorata_set_requisites_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account */
    const char *account;
    /* required: code of the payer */
    const char *payer;
    /* required: texts by name: all of them, by name; documents issued so far keep the old */
    const prorata_argument *requisite;
    size_t requisite_count;
} prorata_set_requisites_request;

#define PRORATA_SET_REQUISITES_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_set_requisites_request), 0, NULL, NULL, NULL, 0}

PRORATA_API void prorata_set_requisites_request_init(prorata_set_requisites_request *request);
PRORATA_API prorata_status prorata_engine_set_requisites(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_set_requisites_request *request, prorata_error **error_out);

/* erase_person: erases a payer's requisites that no document must keep any more (R62). */
typedef struct prorata_erase_person_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account */
    const char *account;
    /* required: code of the payer */
    const char *payer;
    /* ISO 8601 term such as "P1M": how long documents keep their requisites, P5Y */
    const char *retention;
} prorata_erase_person_request;

#define PRORATA_ERASE_PERSON_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_erase_person_request), 0, NULL, NULL, NULL}

PRORATA_API void prorata_erase_person_request_init(prorata_erase_person_request *request);
PRORATA_API prorata_status prorata_engine_erase_person(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_erase_person_request *request, prorata_error **error_out);

/* add_contract: records what a payer has signed with a seller (FR-08). */
typedef struct prorata_add_contract_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account */
    const char *account;
    /* required: code of the payer who signed */
    const char *payer;
    /* required: code of the seller */
    const char *seller;
    /* required: as it is printed, unique for the seller */
    const char *number;
    /* date: first day in force; none: today */
    int32_t signed_on;
    /* date: first day after; none: open */
    int32_t ends_on;
} prorata_add_contract_request;

#define PRORATA_ADD_CONTRACT_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_add_contract_request), 0, NULL, NULL, NULL, NULL, PRORATA_NO_DATE, PRORATA_NO_DATE}

PRORATA_API void prorata_add_contract_request_init(prorata_add_contract_request *request);
PRORATA_API prorata_status prorata_engine_add_contract(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_add_contract_request *request, prorata_error **error_out);

/* quote: what a purchase costs now; kept with a key. */
typedef struct prorata_quote_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account */
    const char *account;
    /* required: code of the tariff */
    const char *tariff;
    /* date: first day; none: today in the account's zone */
    int32_t start;
    uint32_t reserved_2;
    /* ISO 8601 term such as "P1M": length of the contract; none: open-ended */
    const char *term;
    /* ISO 8601 term such as "P1M": P1M if not given */
    const char *billing_period;
    /* key of the base subscription, for an extension */
    const char *base;
    /* required: code of the seller */
    const char *seller;
    /* key of the subscription it renews, for the renewal discount */
    const char *previous;
    /* the portal's own name of the quote, unique: it is kept */
    const char *key;
    /* texts by name: by component, for example quantity.seat */
    const prorata_argument *quantity;
    size_t quantity_count;
} prorata_quote_request;

#define PRORATA_QUOTE_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_quote_request), 0, NULL, NULL, PRORATA_NO_DATE, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0}

PRORATA_API void prorata_quote_request_init(prorata_quote_request *request);
PRORATA_API prorata_status prorata_engine_quote(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_quote_request *request, prorata_error **error_out);

/* subscribe: buys a tariff, or orders it unpaid. */
typedef struct prorata_subscribe_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account that is billed */
    const char *account;
    /* required: the portal's own name of the subscription, unique */
    const char *key;
    /* code of the tariff; required without a quote */
    const char *tariff;
    /* code of the seller; required without a quote */
    const char *seller;
    /* required: code of the payer */
    const char *payer;
    /* key of a kept quote, which says the rest and is used up by this */
    const char *quote;
    /* date: first day; none: today in the account's zone */
    int32_t start;
    uint32_t reserved_2;
    /* ISO 8601 term such as "P1M": length of the contract; none: open-ended */
    const char *term;
    /* ISO 8601 term such as "P1M": P1M if not given */
    const char *billing_period;
    /* key of the base subscription, for an extension */
    const char *base;
    /* number of the account that uses it; none: the billed one */
    const char *used_by;
    /* key of the subscription it renews, for the renewal discount */
    const char *previous;
    /* 0 or 1: yes or no; none: as the tariff says */
    int32_t auto_renewal;
    uint32_t reserved_3;
    /* money: total of the quote it is based on; another one declines */
    prorata_money expected;
    /* texts by name: by component, for example quantity.seat */
    const prorata_argument *quantity;
    size_t quantity_count;
    /* date: moved in: first day not billed elsewhere (R60) */
    int32_t billed_through;
    uint32_t reserved_4;
} prorata_subscribe_request;

#define PRORATA_SUBSCRIBE_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_subscribe_request), 0, NULL, NULL, NULL, NULL, NULL, NULL, PRORATA_NO_DATE, 0, NULL, NULL, NULL, NULL, NULL, PRORATA_NO_FLAG, 0, {0, ""}, NULL, 0, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_subscribe_request_init(prorata_subscribe_request *request);
PRORATA_API prorata_status prorata_engine_subscribe(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_subscribe_request *request, prorata_error **error_out);

/* cancel_order: cancels an order that waits. */
typedef struct prorata_cancel_order_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription whose order waits */
    const char *subscription;
} prorata_cancel_order_request;

#define PRORATA_CANCEL_ORDER_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_cancel_order_request), 0, NULL}

PRORATA_API void prorata_cancel_order_request_init(prorata_cancel_order_request *request);
PRORATA_API prorata_status prorata_engine_cancel_order(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_cancel_order_request *request, prorata_error **error_out);

/* promise_payment: serves on while the money is on its way (R43). */
typedef struct prorata_promise_payment_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription whose renewal or period waits */
    const char *subscription;
    /* days of service until it is paid; none: as many as the tariff gives */
    int64_t days;
} prorata_promise_payment_request;

#define PRORATA_PROMISE_PAYMENT_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_promise_payment_request), 0, NULL, PRORATA_NO_NUMBER}

PRORATA_API void prorata_promise_payment_request_init(prorata_promise_payment_request *request);
PRORATA_API prorata_status prorata_engine_promise_payment(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_promise_payment_request *request, prorata_error **error_out);

/* set_quantity: changes a quantity from a day on. */
typedef struct prorata_set_quantity_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* required: code of the component */
    const char *component;
    /* required: decimal such as "2.5": the new one, absolute (R27); less may wait for the term
     * (R34) */
    const char *quantity;
    /* date: first day it holds; none: today */
    int32_t from;
    uint32_t reserved_2;
} prorata_set_quantity_request;

#define PRORATA_SET_QUANTITY_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_set_quantity_request), 0, NULL, NULL, NULL, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_set_quantity_request_init(prorata_set_quantity_request *request);
PRORATA_API prorata_status prorata_engine_set_quantity(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_set_quantity_request *request, prorata_error **error_out);

/* switch_tariff: goes over to another tariff. */
typedef struct prorata_switch_tariff_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* required: code of the new tariff */
    const char *tariff;
    /* ISO 8601 term such as "P1M": none: as before */
    const char *term;
    /* ISO 8601 term such as "P1M": none: as before */
    const char *billing_period;
    /* date: first day it holds; none: today */
    int32_t from;
    uint32_t reserved_2;
} prorata_switch_tariff_request;

#define PRORATA_SWITCH_TARIFF_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_switch_tariff_request), 0, NULL, NULL, NULL, NULL, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_switch_tariff_request_init(prorata_switch_tariff_request *request);
PRORATA_API prorata_status prorata_engine_switch_tariff(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_switch_tariff_request *request, prorata_error **error_out);

/* stop: stops a subscription, for a reason (R15). */
typedef struct prorata_stop_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* by_client (default), by_administrator, violation */
    const char *reason;
    /* date: first day without service; none: today */
    int32_t from;
    uint32_t reserved_2;
} prorata_stop_request;

#define PRORATA_STOP_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_stop_request), 0, NULL, NULL, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_stop_request_init(prorata_stop_request *request);
PRORATA_API prorata_status prorata_engine_stop(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_stop_request *request, prorata_error **error_out);

/* resume: starts a stopped subscription again. */
typedef struct prorata_resume_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* date: first day of service; none: today */
    int32_t from;
    uint32_t reserved_2;
} prorata_resume_request;

#define PRORATA_RESUME_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_resume_request), 0, NULL, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_resume_request_init(prorata_resume_request *request);
PRORATA_API prorata_status prorata_engine_resume(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_resume_request *request, prorata_error **error_out);

/* end: ends a subscription on a day, or as its term allows (R34). */
typedef struct prorata_end_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* date: first day after the last one; none: today */
    int32_t on;
    uint32_t reserved_2;
} prorata_end_request;

#define PRORATA_END_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_end_request), 0, NULL, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_end_request_init(prorata_end_request *request);
PRORATA_API prorata_status prorata_engine_end(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_end_request *request, prorata_error **error_out);

/* withdraw: gives back while the window is open (R33). */
typedef struct prorata_withdraw_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* code of it, to give back units added last; none: the present term */
    const char *component;
} prorata_withdraw_request;

#define PRORATA_WITHDRAW_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_withdraw_request), 0, NULL, NULL}

PRORATA_API void prorata_withdraw_request_init(prorata_withdraw_request *request);
PRORATA_API prorata_status prorata_engine_withdraw(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_withdraw_request *request, prorata_error **error_out);

/* set_auto_renewal: switches auto-renewal. */
typedef struct prorata_set_auto_renewal_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* required: 0 or 1: yes or no */
    int32_t value;
    uint32_t reserved_2;
} prorata_set_auto_renewal_request;

#define PRORATA_SET_AUTO_RENEWAL_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_set_auto_renewal_request), 0, NULL, PRORATA_NO_FLAG, 0}

PRORATA_API void prorata_set_auto_renewal_request_init(prorata_set_auto_renewal_request *request);
PRORATA_API prorata_status prorata_engine_set_auto_renewal(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_set_auto_renewal_request *request, prorata_error **error_out);

/* set_payer: changes who pays for what becomes due (R41). */
typedef struct prorata_set_payer_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* required: code of a payer of the account that is billed */
    const char *payer;
    /* date: first due day that it pays for (R41); none: today */
    int32_t from;
    uint32_t reserved_2;
} prorata_set_payer_request;

#define PRORATA_SET_PAYER_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_set_payer_request), 0, NULL, NULL, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_set_payer_request_init(prorata_set_payer_request *request);
PRORATA_API prorata_status prorata_engine_set_payer(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_set_payer_request *request, prorata_error **error_out);

/* renew: renews from the present end (V26). */
typedef struct prorata_renew_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
} prorata_renew_request;

#define PRORATA_RENEW_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_renew_request), 0, NULL}

PRORATA_API void prorata_renew_request_init(prorata_renew_request *request);
PRORATA_API prorata_status prorata_engine_renew(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_renew_request *request, prorata_error **error_out);

/* record_usage: records metered usage, idempotent. */
typedef struct prorata_record_usage_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: key of the subscription */
    const char *subscription;
    /* required: code of a metered component */
    const char *component;
    /* required: unique in subscription and component */
    const char *key;
    /* required: decimal such as "2.5": what was used */
    const char *quantity;
    /* instant: when it was used; none: now */
    int64_t at;
    /* key of the record that it corrects */
    const char *replaces;
} prorata_record_usage_request;

#define PRORATA_RECORD_USAGE_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_record_usage_request), 0, NULL, NULL, NULL, NULL, PRORATA_NO_INSTANT, NULL}

PRORATA_API void prorata_record_usage_request_init(prorata_record_usage_request *request);
PRORATA_API prorata_status prorata_engine_record_usage(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_record_usage_request *request, prorata_error **error_out);

/* import_rows: carries out the rows of CSV files as commands; names all their faults, or records
 * all. */
typedef struct prorata_import_rows_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: texts by name: CSV by name, header first: file.payers.csv */
    const prorata_argument *file;
    size_t file_count;
    /* texts by name: what a row is: command.payers.csv=add_payer; none: its column */
    const prorata_argument *command;
    size_t command_count;
    /* texts by name: a field's column: column.payers.csv.account=Customer */
    const prorata_argument *column;
    size_t column_count;
    /* texts by name: a field that all rows share: value.payers.csv.country=RU */
    const prorata_argument *value;
    size_t value_count;
    /* texts by name: a column that means nothing: ignore.payers.csv.Remarks=yes */
    const prorata_argument *ignore;
    size_t ignore_count;
    /* between cells: one character, or tab; a comma */
    const char *delimiter;
    /* instant: rows entered then or later are left for another import */
    int64_t until;
    /* 0 or 1: yes: everything is tried, nothing recorded */
    int32_t dry_run;
    uint32_t reserved_2;
} prorata_import_rows_request;

#define PRORATA_IMPORT_ROWS_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_import_rows_request), 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, PRORATA_NO_INSTANT, PRORATA_NO_FLAG, 0}

PRORATA_API void prorata_import_rows_request_init(prorata_import_rows_request *request);
PRORATA_API prorata_status prorata_engine_import_rows(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_import_rows_request *request, prorata_error **error_out);

/* pay: credits a payment, covers the oldest debt, carries out orders. */
typedef struct prorata_pay_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account */
    const char *account;
    /* required: code of the payer */
    const char *payer;
    /* required: code of the seller */
    const char *seller;
    /* required: the payment's own, unique */
    const char *number;
    /* required: money: money that came in */
    prorata_money amount;
    /* date: value date; none: today */
    int32_t paid_on;
    uint32_t reserved_2;
} prorata_pay_request;

#define PRORATA_PAY_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_pay_request), 0, NULL, NULL, NULL, NULL, {0, ""}, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_pay_request_init(prorata_pay_request *request);
PRORATA_API prorata_status prorata_engine_pay(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_pay_request *request, prorata_error **error_out);

/* set_series: says how numbers of documents look. */
typedef struct prorata_set_series_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: code of the seller */
    const char *seller;
    /* required: invoice, act or correction */
    const char *kind;
    /* required: how they are written, for example AP%09d */
    const char *numbers;
    /* of the documents' dates; none: this year */
    int64_t year;
} prorata_set_series_request;

#define PRORATA_SET_SERIES_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_set_series_request), 0, NULL, NULL, NULL, PRORATA_NO_NUMBER}

PRORATA_API void prorata_set_series_request_init(prorata_set_series_request *request);
PRORATA_API prorata_status prorata_engine_set_series(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_set_series_request *request, prorata_error **error_out);

/* seal: records what every table holds and answers the anchor by which verify finds any change. */
typedef struct prorata_seal_request {
    uint32_t struct_size;
    uint32_t reserved_1;
} prorata_seal_request;

#define PRORATA_SEAL_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_seal_request), 0}

PRORATA_API void prorata_seal_request_init(prorata_seal_request *request);
PRORATA_API prorata_status prorata_engine_seal(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_seal_request *request, prorata_error **error_out);

/* void_invoice: voids an unpaid invoice (OK-11). */
typedef struct prorata_void_invoice_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: number of the account */
    const char *account;
    /* required: its number, as it is written */
    const char *invoice;
    /* of its date, where several have that number */
    int64_t year;
} prorata_void_invoice_request;

#define PRORATA_VOID_INVOICE_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_void_invoice_request), 0, NULL, NULL, PRORATA_NO_NUMBER}

PRORATA_API void prorata_void_invoice_request_init(prorata_void_invoice_request *request);
PRORATA_API prorata_status prorata_engine_void_invoice(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_void_invoice_request *request, prorata_error **error_out);

/* close_period: closes a month of a seller: nothing is dated in it any more (R60). */
typedef struct prorata_close_period_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: code of the seller */
    const char *seller;
    /* required: date: any day of the month; the months before it are closed with it */
    int32_t month;
    uint32_t reserved_2;
} prorata_close_period_request;

#define PRORATA_CLOSE_PERIOD_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_close_period_request), 0, NULL, PRORATA_NO_DATE, 0}

PRORATA_API void prorata_close_period_request_init(prorata_close_period_request *request);
PRORATA_API prorata_status prorata_engine_close_period(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_close_period_request *request, prorata_error **error_out);

/* acknowledge_events: takes events out of the outbox: they were sent, or never will be. */
typedef struct prorata_acknowledge_events_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* required: ids of events with spaces between them, for example 4 5 9 */
    const char *events;
    /* 0 or 1: no: will never be sent, by the portal's choice; yes */
    int32_t sent;
    uint32_t reserved_2;
} prorata_acknowledge_events_request;

#define PRORATA_ACKNOWLEDGE_EVENTS_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_acknowledge_events_request), 0, NULL, PRORATA_NO_FLAG, 0}

PRORATA_API void prorata_acknowledge_events_request_init(prorata_acknowledge_events_request *request);
PRORATA_API prorata_status prorata_engine_acknowledge_events(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_acknowledge_events_request *request, prorata_error **error_out);

/* run: makes the billing run up to the context's instant. */
typedef struct prorata_run_request {
    uint32_t struct_size;
    uint32_t reserved_1;
    /* accounts committed together, 1 to 1000; 500 */
    int64_t batch;
    /* threads, 1 or 2: a second one commits; 1 */
    int64_t workers;
} prorata_run_request;

#define PRORATA_RUN_REQUEST_INIT \
    {(uint32_t)sizeof(prorata_run_request), 0, PRORATA_NO_NUMBER, PRORATA_NO_NUMBER}

PRORATA_API void prorata_run_request_init(prorata_run_request *request);
PRORATA_API prorata_status prorata_engine_run(prorata_answer **answer_out, prorata_engine *engine,
    const prorata_context *context, const prorata_run_request *request, prorata_error **error_out);

#ifdef __cplusplus
}
#endif

#endif
