#pragma once

#include "prorata/account/credit_terms.hpp"
#include "prorata/account/requisites.hpp"
#include "prorata/base/named_codes.hpp"
#include "prorata/document/line.hpp"
#include "prorata/event/event.hpp"
#include "prorata/money/money.hpp"
#include "prorata/order/order.hpp"
#include "prorata/order/quote.hpp"
#include "prorata/rating/charge.hpp"
#include "prorata/storage/row_batch.hpp"
#include "prorata/subscription/change.hpp"
#include "prorata/subscription/subscription.hpp"
#include "prorata/usage/usage.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prorata {

struct Contract;

// The rows of a book as values. Each record has the table's name, write(batch, record) and
// read<Record>(batch, row); docs/reference/schema.md says what the columns mean.

#define PRORATA_PAYMENT_KINDS(X) X(payment, 1, "money that came in")
PRORATA_NAMED_CODES(PaymentKind, payment_kind, PRORATA_PAYMENT_KINDS)

struct SellerRecord {
    static constexpr std::string_view table = "seller";
    SellerId id;
    std::int64_t version;
    std::string code;
    std::string name;
    std::string country;
    std::string zone;
    std::optional<Date> closed_before;
};

struct AccountRecord {
    static constexpr std::string_view table = "account";
    AccountId id;
    std::int64_t version;
    std::string number;
    std::optional<AccountId> parent;
    Currency currency;
    std::string zone;
    std::string price_level;
    PaymentTerms terms;
    std::optional<std::int64_t> credit_limit; ///< Minor units.
    int due_days;
    int block_days;
    int invoice_day;
    std::optional<Date> next_due_on;
};

struct PayerRecord {
    static constexpr std::string_view table = "payer";
    AccountId account;
    PayerId id;
    std::int64_t version;
    std::string code;
    LegalForm kind;
    std::string country;
};

struct RequisiteRecord {
    static constexpr std::string_view table = "requisite";
    AccountId account;
    PayerId payer;
    std::int64_t revision;
    std::string field;
    std::string value;
};

/// Requisites as they were given at a time; documents from the first ones on show them (AC-04).
struct RevisionRecord {
    static constexpr std::string_view table = "requisite_revision";
    AccountId account;
    PayerId payer;
    std::int64_t revision;
    std::int64_t version;
    Instant entered_at;
    std::int64_t first_invoice;
    std::int64_t first_act;
    std::optional<Date> erased_on;
};

/// A change with its place in the book.
struct ChangeRecord {
    static constexpr std::string_view table = "change";
    AccountId account;
    SubscriptionId subscription;
    Change change;
    Instant recorded_at;
};

struct UsageEntry {
    static constexpr std::string_view table = "usage";
    AccountId account;
    SubscriptionId subscription;
    std::int64_t id;
    UsageRecord record;
};

struct OrderRecord : Order {
    static constexpr std::string_view table = "purchase_order";
};

struct QuoteRecord : Quote {
    static constexpr std::string_view table = "quote";
};

/// A quantity that a quote was asked for.
struct QuoteLineRecord {
    static constexpr std::string_view table = "quote_line";
    AccountId account;
    QuoteId quote;
    ComponentId component;
    Decimal quantity;
};

struct ChargeRecord {
    static constexpr std::string_view table = "charge";
    std::int64_t id;
    AccountId account;
    SubscriptionId subscription;
    PayerId payer;
    SellerId seller;
    Charge charge;
    Date charged_on;
    std::int64_t run;
    int line;
};

struct EntryRecord {
    static constexpr std::string_view table = "entry";
    std::int64_t id;
    AccountId account;
    int kind;
    Date booked_on;
    std::int64_t run;
    std::optional<std::int64_t> first_charge;
    std::int64_t charges;
    Instant recorded_at;
};

struct PostingRecord {
    static constexpr std::string_view table = "posting";
    std::int64_t id;
    std::int64_t entry;
    AccountId account;
    int ledger;
    PayerId payer;
    SellerId seller;
    Currency currency;
    std::int64_t amount; ///< Units of Amount.
};

struct PaymentRecord {
    static constexpr std::string_view table = "payment";
    AccountId account;
    PaymentId id;
    std::int64_t version;
    PaymentKind kind;
    std::string number;
    PayerId payer;
    SellerId seller;
    Currency currency;
    std::int64_t total; ///< Minor units.
    std::int64_t free;  ///< Units of Amount.
    Date paid_on;
    std::optional<Date> open_on;
};

struct ReceivableRecord {
    static constexpr std::string_view table = "receivable";
    std::int64_t entry;
    std::int64_t version;
    AccountId account;
    PayerId payer;
    SellerId seller;
    Currency currency;
    TaxRate tax_rate;
    TaxScheme tax_scheme;
    std::int64_t first_charge;
    std::int64_t charges;
    std::int64_t total;  ///< Units of Amount.
    std::int64_t tax;    ///< Units of Amount.
    std::int64_t unpaid; ///< Units of Amount.
    Date charged_on;
    Date due_on;
    std::optional<std::int64_t> invoice;
    Date served_from;
    Date served_through;
    std::optional<Date> open_on;
    std::optional<Date> invoice_on;
    std::optional<Date> act_on;
    bool correction; ///< Of one unit, which was charged before.
};

struct AllocationRecord {
    static constexpr std::string_view table = "allocation";
    std::int64_t id;
    AccountId account;
    std::optional<PaymentId> payment;       ///< What covers: money of a payment, or …
    std::optional<std::int64_t> correction; ///< … the negative charges of an entry (R40).
    std::int64_t entry;
    Currency currency;
    std::int64_t amount; ///< Units of Amount.
    Date allocated_on;
};

struct BalanceRecord {
    static constexpr std::string_view table = "balance";
    AccountId account;
    PayerId payer;
    SellerId seller;
    std::int64_t version;
    Currency currency;
    std::int64_t amount; ///< Units of Amount.
};

struct EventRecord {
    static constexpr std::string_view table = "event";
    std::int64_t id;
    AccountId account;
    EventCategory category;
    std::string kind;
    std::int64_t subject;
    Instant due_at;
    Instant recorded_at;
    std::optional<std::string> payload;
};

/// What has become of an event.
enum class DeliveryState : std::uint8_t { delivered = 1, withdrawn };

struct DeliveryRecord {
    static constexpr std::string_view table = "event_delivery";
    std::int64_t event;
    std::int64_t version;
    DeliveryState state;
    Instant changed_at;
};

struct JournalRecord {
    static constexpr std::string_view table = "journal";
    std::int64_t id;
    std::optional<AccountId> account;
    std::string command;
    std::string actor;
    std::optional<std::string> key;
    Instant effective_at;
    Instant recorded_at;
    std::string request;
    std::string result;
    std::string link = {}; ///< Given by Work::journal.
};

/// The chain of an account's rows in the journal; account 0 is for all others.
struct ChainRecord {
    static constexpr std::string_view table = "chain";
    std::int64_t account;
    std::int64_t version;
    std::int64_t links;
    std::string head;
};

/// An invoice or an act: the two tables have the same columns.
struct DocumentRecord {
    std::int64_t id;
    AccountId account;
    SellerId seller;
    PayerId payer;
    std::int64_t series;
    std::int64_t number;
    Date issued_on;
    Period<Date> days;
    Currency currency;
    std::int64_t total; ///< Minor units.
    std::int64_t tax;   ///< Minor units.
    std::optional<std::int64_t> first_charge;
    std::int64_t charges;
    std::int64_t entry;
    std::optional<std::int64_t> order;
};

/// A line of an invoice or act; only those documents have rows that are not simply their charges.
struct DocumentLineRecord {
    std::int64_t id;
    std::int64_t document;
    Currency currency;
    DocumentLine line;
};

/// What is corrected (R14): an act whose days were charged otherwise since it was issued.
struct CorrectionRecord {
    static constexpr std::string_view table = "correction";
    DocumentRecord document;
    std::int64_t original;                ///< The act.
    std::optional<std::int64_t> previous; ///< The last correction of the same act.
};

#define PRORATA_CORRECTION_CAUSES(X)                                                               \
    X(terms, 1, "a change of the subscription that was entered late")                              \
    X(usage, 2, "use that became known late")
PRORATA_NAMED_CODES(CorrectionCause, correction_cause, PRORATA_CORRECTION_CAUSES)

struct CorrectionLineRecord {
    static constexpr std::string_view table = "correction_line";
    DocumentLineRecord difference;
    std::int64_t before_total; ///< Minor units, with the corrections before this one.
    std::int64_t before_tax;   ///< Minor units.
    CorrectionCause cause;
};

struct CarryRecord {
    static constexpr std::string_view table = "carry";
    AccountId account;
    PayerId payer;
    SellerId seller;
    int family; ///< 1 invoice, 2 act.
    TaxRate rate;
    TaxScheme scheme;
    std::int64_t version;
    Currency currency;
    std::int64_t rest; ///< Units of Amount.
};

struct InvoiceStateRecord {
    static constexpr std::string_view table = "invoice_state";
    std::int64_t invoice;
    std::int64_t version;
    int state; ///< 1 partly paid, 2 paid, 3 voided.
    Date since_on;
};

/// A month that a seller has closed (R60), with the last ids that there were.
struct ClosingRecord {
    static constexpr std::string_view table = "closing";
    std::int64_t id;
    SellerId seller;
    Date closed_before;
    Instant closed_at;
    std::int64_t last_entry;
    std::int64_t last_charge;
    std::int64_t last_invoice;
    std::int64_t last_act;
    std::int64_t last_correction;
};

struct SeriesRecord {
    static constexpr std::string_view table = "series";
    std::int64_t id;
    std::int64_t version;
    SellerId seller;
    int kind; ///< A DocumentKind.
    int year;
    std::string format;
    std::int64_t next_number;
};

struct RunRecord {
    static constexpr std::string_view table = "run";
    std::int64_t id;
    std::int64_t version;
    int state; ///< 1 running, 2 finished.
    Instant as_of;
    std::int64_t seller;
    std::int64_t next_account;
    std::int64_t accounts;
    std::int64_t charges;
    std::int64_t epoch;
    std::string tzdata;
    std::string library;
};

/// Appends the record to a batch of all columns of its table.
void write(storage::RowBatch& batch, const SellerRecord& record);
void write(storage::RowBatch& batch, const AccountRecord& record);
void write(storage::RowBatch& batch, const PayerRecord& record);
void write(storage::RowBatch& batch, const RequisiteRecord& record);
void write(storage::RowBatch& batch, const RevisionRecord& record);
void write(storage::RowBatch& batch, const Contract& record);
void write(storage::RowBatch& batch, const Subscription& record);
void write(storage::RowBatch& batch, const ChangeRecord& record);
void write(storage::RowBatch& batch, const UsageEntry& record);
void write(storage::RowBatch& batch, const OrderRecord& record);
void write(storage::RowBatch& batch, const QuoteRecord& record);
void write(storage::RowBatch& batch, const QuoteLineRecord& record);
void write(storage::RowBatch& batch, const ChargeRecord& record);
void write(storage::RowBatch& batch, const EntryRecord& record);
void write(storage::RowBatch& batch, const PostingRecord& record);
void write(storage::RowBatch& batch, const PaymentRecord& record);
void write(storage::RowBatch& batch, const ReceivableRecord& record);
void write(storage::RowBatch& batch, const AllocationRecord& record);
void write(storage::RowBatch& batch, const BalanceRecord& record);
void write(storage::RowBatch& batch, const EventRecord& record);
void write(storage::RowBatch& batch, const DeliveryRecord& record);
void write(storage::RowBatch& batch, const JournalRecord& record);
void write(storage::RowBatch& batch, const ChainRecord& record);
void write(storage::RowBatch& batch, const DocumentRecord& record);
void write(storage::RowBatch& batch, const DocumentLineRecord& record);
void write(storage::RowBatch& batch, const CorrectionRecord& record);
void write(storage::RowBatch& batch, const CorrectionLineRecord& record);
void write(storage::RowBatch& batch, const CarryRecord& record);
void write(storage::RowBatch& batch, const InvoiceStateRecord& record);
void write(storage::RowBatch& batch, const ClosingRecord& record);
void write(storage::RowBatch& batch, const SeriesRecord& record);
void write(storage::RowBatch& batch, const RunRecord& record);

/// The record in a row of a batch of all columns. Errors: Error{storage_damaged}.
template <class Record>
[[nodiscard]] Record read(const storage::RowBatch& batch, std::size_t row);

/// Every record of a batch of all columns.
template <class Record>
[[nodiscard]] std::vector<Record> read_all(const storage::RowBatch& batch) {
    std::vector<Record> records;
    records.reserve(batch.rows());
    for (std::size_t row = 0; row < batch.rows(); ++row)
        records.push_back(read<Record>(batch, row));
    return records;
}

} // namespace prorata
