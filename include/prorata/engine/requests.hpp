#pragma once

#include "prorata/engine/fields.hpp"

namespace prorata {

// The one description of every command: its name, its fields with type, need and meaning. From it
// come the request structs of C++, the arguments of scenario files and the reference page.
//
// X(type, name, need, meaning); an optional field that is not given is empty. Units and ranges are
// those of the field's type (fields.hpp) and of its meaning; names of accounts, sellers, payers,
// tariffs, components and subscriptions must exist, else the command is an Error{not_found} that
// names all that do not. Requests are values; they own their texts.

#define PRORATA_PUBLISH_FIELDS(X) X(Text, catalog, required, "catalogue as JSON, whole")

#define PRORATA_ADD_SELLER_FIELDS(X)                                                               \
    X(Text, code, required, "the portal's own, unique")                                            \
    X(Text, name, required, "as documents show it")                                                \
    X(Text, country, required, "ISO 3166 code, for example RU; chooses the taxes")                 \
    X(Text, zone, required, "IANA name; documents are dated in it")

#define PRORATA_ADD_ACCOUNT_FIELDS(X)                                                              \
    X(Text, number, required, "the portal's own, unique")                                          \
    X(Text, currency, required, "ISO 4217 code")                                                   \
    X(Text, zone, required, "IANA name; service days are taken in it")                             \
    X(Text, parent, optional, "number of the partner it belongs to")                               \
    X(Text, price_level, optional, "of the catalogue; none: retail")                               \
    X(Text, terms, optional, "prepaid (default), credit or postpaid")                              \
    X(Sum, limit, optional, "credit limit, for terms credit")                                      \
    X(Whole, due_days, optional, "from invoice to due day, 14")                                    \
    X(Whole, block_days, optional, "from due day to block, 15")                                    \
    X(Whole, invoice_day, optional, "day of the month of invoices, 1; 31 is the last day")

#define PRORATA_SET_TERMS_FIELDS(X)                                                                \
    X(Text, account, required, "number of the account; what is not given stays")                   \
    X(Text, price_level, optional, "of the catalogue, for what is bought or renewed from now on")  \
    X(Text, terms, optional, "prepaid, credit or postpaid; only while nothing is owed or ordered") \
    X(Sum, limit, optional, "credit limit, for terms credit")                                      \
    X(Whole, due_days, optional, "from invoice to due day, of invoices from now on")               \
    X(Whole, block_days, optional, "from due day to block")                                        \
    X(Whole, invoice_day, optional, "day of the month of invoices; 31 is the last day")

#define PRORATA_ADD_PAYER_FIELDS(X)                                                                \
    X(Text, account, required, "number of the account")                                            \
    X(Text, code, required, "the portal's own, unique in the account")                             \
    X(Text, kind, required, "individual, legal_entity or sole_proprietor")                         \
    X(Text, country, required, "ISO 3166 code")                                                    \
    X(PersonalPairs, requisite, optional, "requisites by name, for example requisite.inn")

#define PRORATA_SET_REQUISITES_FIELDS(X)                                                           \
    X(Text, account, required, "number of the account")                                            \
    X(Text, payer, required, "code of the payer")                                                  \
    X(PersonalPairs, requisite, required,                                                          \
      "all of them, by name; documents issued so far keep the old")

#define PRORATA_ERASE_PERSON_FIELDS(X)                                                             \
    X(Text, account, required, "number of the account")                                            \
    X(Text, payer, required, "code of the payer")                                                  \
    X(Length, retention, optional, "how long documents keep their requisites, P5Y")

#define PRORATA_ADD_CONTRACT_FIELDS(X)                                                             \
    X(Text, account, required, "number of the account")                                            \
    X(Text, payer, required, "code of the payer who signed")                                       \
    X(Text, seller, required, "code of the seller")                                                \
    X(Text, number, required, "as it is printed, unique for the seller")                           \
    X(Day, signed_on, optional, "first day in force; none: today")                                 \
    X(Day, ends_on, optional, "first day after; none: open")

#define PRORATA_QUOTE_FIELDS(X)                                                                    \
    X(Text, account, required, "number of the account")                                            \
    X(Text, tariff, required, "code of the tariff")                                                \
    X(Day, start, optional, "first day; none: today in the account's zone")                        \
    X(Length, term, optional, "length of the contract; none: open-ended")                          \
    X(Length, billing_period, optional, "P1M if not given")                                        \
    X(Text, base, optional, "key of the base subscription, for an extension")                      \
    X(Text, seller, required, "code of the seller")                                                \
    X(Text, previous, optional, "key of the subscription it renews, for the renewal discount")     \
    X(Text, key, optional, "the portal's own name of the quote, unique: it is kept")               \
    X(Pairs, quantity, optional, "by component, for example quantity.seat")

#define PRORATA_SUBSCRIBE_FIELDS(X)                                                                \
    X(Text, account, required, "number of the account that is billed")                             \
    X(Text, key, required, "the portal's own name of the subscription, unique")                    \
    X(Text, tariff, optional, "code of the tariff; required without a quote")                      \
    X(Text, seller, optional, "code of the seller; required without a quote")                      \
    X(Text, payer, required, "code of the payer")                                                  \
    X(Text, quote, optional, "key of a kept quote, which says the rest and is used up by this")    \
    X(Day, start, optional, "first day; none: today in the account's zone")                        \
    X(Length, term, optional, "length of the contract; none: open-ended")                          \
    X(Length, billing_period, optional, "P1M if not given")                                        \
    X(Text, base, optional, "key of the base subscription, for an extension")                      \
    X(Text, used_by, optional, "number of the account that uses it; none: the billed one")         \
    X(Text, previous, optional, "key of the subscription it renews, for the renewal discount")     \
    X(Flag, auto_renewal, optional, "yes or no; none: as the tariff says")                         \
    X(Sum, expected, optional, "total of the quote it is based on; another one declines")          \
    X(Pairs, quantity, optional, "by component, for example quantity.seat")                        \
    X(Day, billed_through, optional, "moved in: first day not billed elsewhere (R60)")

#define PRORATA_CANCEL_ORDER_FIELDS(X)                                                             \
    X(Text, subscription, required, "key of the subscription whose order waits")

#define PRORATA_PROMISE_PAYMENT_FIELDS(X)                                                          \
    X(Text, subscription, required, "key of the subscription whose renewal or period waits")       \
    X(Whole, days, optional, "days of service until it is paid; none: as many as the tariff gives")

#define PRORATA_SET_QUANTITY_FIELDS(X)                                                             \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Text, component, required, "code of the component")                                          \
    X(Number, quantity, required, "the new one, absolute (R27); less may wait for the term (R34)") \
    X(Day, from, optional, "first day it holds; none: today")

#define PRORATA_SWITCH_TARIFF_FIELDS(X)                                                            \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Text, tariff, required, "code of the new tariff")                                            \
    X(Length, term, optional, "none: as before")                                                   \
    X(Length, billing_period, optional, "none: as before")                                         \
    X(Day, from, optional, "first day it holds; none: today")

#define PRORATA_STOP_FIELDS(X)                                                                     \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Text, reason, optional, "by_client (default), by_administrator, violation")                  \
    X(Day, from, optional, "first day without service; none: today")

#define PRORATA_RESUME_FIELDS(X)                                                                   \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Day, from, optional, "first day of service; none: today")

#define PRORATA_END_FIELDS(X)                                                                      \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Day, on, optional, "first day after the last one; none: today")

#define PRORATA_WITHDRAW_FIELDS(X)                                                                 \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Text, component, optional,                                                                   \
      "code of it, to give back units added last; none: the present term")

#define PRORATA_SET_AUTO_RENEWAL_FIELDS(X)                                                         \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Flag, value, required, "yes or no")

#define PRORATA_SET_PAYER_FIELDS(X)                                                                \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Text, payer, required, "code of a payer of the account that is billed")                      \
    X(Day, from, optional, "first due day that it pays for (R41); none: today")

#define PRORATA_RENEW_FIELDS(X) X(Text, subscription, required, "key of the subscription")

#define PRORATA_RECORD_USAGE_FIELDS(X)                                                             \
    X(Text, subscription, required, "key of the subscription")                                     \
    X(Text, component, required, "code of a metered component")                                    \
    X(Text, key, required, "unique in subscription and component")                                 \
    X(Number, quantity, required, "what was used")                                                 \
    X(Moment, at, optional, "when it was used; none: now")                                         \
    X(Text, replaces, optional, "key of the record that it corrects")

#define PRORATA_PAY_FIELDS(X)                                                                      \
    X(Text, account, required, "number of the account")                                            \
    X(Text, payer, required, "code of the payer")                                                  \
    X(Text, seller, required, "code of the seller")                                                \
    X(Text, number, required, "the payment's own, unique")                                         \
    X(Sum, amount, required, "money that came in")                                                 \
    X(Day, paid_on, optional, "value date; none: today")

#define PRORATA_RUN_FIELDS(X)                                                                      \
    X(Whole, batch, optional, "accounts committed together, 1 to 1000; 500")                       \
    X(Whole, workers, optional, "threads, 1 or 2: a second one commits; 1")

#define PRORATA_SET_SERIES_FIELDS(X)                                                               \
    X(Text, seller, required, "code of the seller")                                                \
    X(Text, kind, required, "invoice, act or correction")                                          \
    X(Text, numbers, required, "how they are written, for example AP%09d")                         \
    X(Whole, year, optional, "of the documents' dates; none: this year")

#define PRORATA_SEAL_FIELDS(X)

#define PRORATA_VOID_INVOICE_FIELDS(X)                                                             \
    X(Text, account, required, "number of the account")                                            \
    X(Text, invoice, required, "its number, as it is written")                                     \
    X(Whole, year, optional, "of its date, where several have that number")

#define PRORATA_CLOSE_PERIOD_FIELDS(X)                                                             \
    X(Text, seller, required, "code of the seller")                                                \
    X(Day, month, required, "any day of the month; the months before it are closed with it")

#define PRORATA_ACKNOWLEDGE_EVENTS_FIELDS(X)                                                       \
    X(Text, events, required, "ids of events with spaces between them, for example 4 5 9")         \
    X(Flag, sent, optional, "no: will never be sent, by the portal's choice; yes")

#define PRORATA_IMPORT_ROWS_FIELDS(X)                                                              \
    X(Files, file, required, "CSV by name, header first: file.payers.csv")                         \
    X(Pairs, command, optional, "what a row is: command.payers.csv=add_payer; none: its column")   \
    X(Pairs, column, optional, "a field's column: column.payers.csv.account=Customer")             \
    X(Pairs, value, optional, "a field that all rows share: value.payers.csv.country=RU")          \
    X(Pairs, ignore, optional, "a column that means nothing: ignore.payers.csv.Remarks=yes")       \
    X(Text, delimiter, optional, "between cells: one character, or tab; a comma")                  \
    X(Moment, until, optional, "rows entered then or later are left for another import")           \
    X(Flag, dry_run, optional, "yes: everything is tried, nothing recorded")

/// The one list of commands: name, its request's type, whether it writes, what it does.
#define PRORATA_COMMANDS(X)                                                                        \
    X(publish, Publish, PRORATA_PUBLISH_FIELDS, "publishes a catalogue; reports all its faults")   \
    X(add_seller, AddSeller, PRORATA_ADD_SELLER_FIELDS, "adds a seller")                           \
    X(add_account, AddAccount, PRORATA_ADD_ACCOUNT_FIELDS, "adds an account")                      \
    X(set_terms, SetTerms, PRORATA_SET_TERMS_FIELDS, "changes how an account buys and pays")       \
    X(add_payer, AddPayer, PRORATA_ADD_PAYER_FIELDS, "adds a payer to an account")                 \
    X(set_requisites, SetRequisites, PRORATA_SET_REQUISITES_FIELDS,                                \
      "gives a payer other requisites, for documents from now on (AC-04)")                         \
    X(erase_person, ErasePerson, PRORATA_ERASE_PERSON_FIELDS,                                      \
      "erases a payer's requisites that no document must keep any more (R62)")                     \
    X(add_contract, AddContract, PRORATA_ADD_CONTRACT_FIELDS,                                      \
      "records what a payer has signed with a seller (FR-08)")                                     \
    X(quote, RequestQuote, PRORATA_QUOTE_FIELDS, "what a purchase costs now; kept with a key")     \
    X(subscribe, Subscribe, PRORATA_SUBSCRIBE_FIELDS, "buys a tariff, or orders it unpaid")        \
    X(cancel_order, CancelOrder, PRORATA_CANCEL_ORDER_FIELDS, "cancels an order that waits")       \
    X(promise_payment, PromisePayment, PRORATA_PROMISE_PAYMENT_FIELDS,                             \
      "serves on while the money is on its way (R43)")                                             \
    X(set_quantity, SetQuantity, PRORATA_SET_QUANTITY_FIELDS, "changes a quantity from a day on")  \
    X(switch_tariff, SwitchTariff, PRORATA_SWITCH_TARIFF_FIELDS, "goes over to another tariff")    \
    X(stop, Stop, PRORATA_STOP_FIELDS, "stops a subscription, for a reason (R15)")                 \
    X(resume, Resume, PRORATA_RESUME_FIELDS, "starts a stopped subscription again")                \
    X(end, End, PRORATA_END_FIELDS, "ends a subscription on a day, or as its term allows (R34)")   \
    X(withdraw, Withdraw, PRORATA_WITHDRAW_FIELDS, "gives back while the window is open (R33)")    \
    X(set_auto_renewal, SetAutoRenewal, PRORATA_SET_AUTO_RENEWAL_FIELDS, "switches auto-renewal")  \
    X(set_payer, SetPayer, PRORATA_SET_PAYER_FIELDS,                                               \
      "changes who pays for what becomes due (R41)")                                               \
    X(renew, Renew, PRORATA_RENEW_FIELDS, "renews from the present end (V26)")                     \
    X(record_usage, RecordUsage, PRORATA_RECORD_USAGE_FIELDS, "records metered usage, idempotent") \
    X(import_rows, ImportRows, PRORATA_IMPORT_ROWS_FIELDS,                                         \
      "carries out the rows of CSV files as commands; names all their faults, or records all")     \
    X(pay, Pay, PRORATA_PAY_FIELDS,                                                                \
      "credits a payment, covers the oldest debt, carries out orders")                             \
    X(set_series, SetSeries, PRORATA_SET_SERIES_FIELDS, "says how numbers of documents look")      \
    X(seal, Seal, PRORATA_SEAL_FIELDS,                                                             \
      "records what every table holds and answers the anchor by which verify finds any change")    \
    X(void_invoice, VoidInvoice, PRORATA_VOID_INVOICE_FIELDS, "voids an unpaid invoice (OK-11)")   \
    X(close_period, ClosePeriod, PRORATA_CLOSE_PERIOD_FIELDS,                                      \
      "closes a month of a seller: nothing is dated in it any more (R60)")                         \
    X(acknowledge_events, AcknowledgeEvents, PRORATA_ACKNOWLEDGE_EVENTS_FIELDS,                    \
      "takes events out of the outbox: they were sent, or never will be")                          \
    X(run, RunUpTo, PRORATA_RUN_FIELDS, "makes the billing run up to the context's instant")

PRORATA_COMMANDS(PRORATA_REQUEST)

} // namespace prorata
