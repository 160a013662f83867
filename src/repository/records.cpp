#include "repository/records.hpp"

#include "prorata/account/contract.hpp"
#include "repository/row_io.hpp"

namespace prorata {

using storage::RowBatch;

void write(RowBatch& batch, const SellerRecord& r) {
    RowWriter{batch}(r.id, r.version, r.code, r.name, r.country, r.zone, r.closed_before);
}

template <>
SellerRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<SellerId>(),           in.take<std::int64_t>(), in.take<std::string>(),
            in.take<std::string>(),        in.take<std::string>(),  in.take<std::string>(),
            in.take<std::optional<Date>>()};
}

void write(RowBatch& batch, const AccountRecord& r) {
    RowWriter{batch}(r.id, r.version, r.number, r.parent, r.currency, r.zone, r.price_level,
                     r.terms, r.credit_limit, r.due_days, r.block_days, r.invoice_day,
                     r.next_due_on);
}

template <>
AccountRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<AccountId>(),
            in.take<std::int64_t>(),
            in.take<std::string>(),
            in.take<std::optional<AccountId>>(),
            in.take<Currency>(),
            in.take<std::string>(),
            in.take<std::string>(),
            in.take<PaymentTerms>(),
            in.take<std::optional<std::int64_t>>(),
            in.take<int>(),
            in.take<int>(),
            in.take<int>(),
            in.take<std::optional<Date>>()};
}

void write(RowBatch& batch, const PayerRecord& r) {
    RowWriter{batch}(r.account, r.id, r.version, r.code, r.kind, r.country);
}

template <>
PayerRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<AccountId>(),   in.take<PayerId>(),   in.take<std::int64_t>(),
            in.take<std::string>(), in.take<LegalForm>(), in.take<std::string>()};
}

void write(RowBatch& batch, const RequisiteRecord& r) {
    RowWriter{batch}(r.account, r.payer, r.revision, r.field, r.value);
}

template <>
RequisiteRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<AccountId>(), in.take<PayerId>(), in.take<std::int64_t>(),
            in.take<std::string>(), in.take<std::string>()};
}

void write(RowBatch& batch, const RevisionRecord& r) {
    RowWriter{batch}(r.account, r.payer, r.revision, r.version, r.entered_at, r.first_invoice,
                     r.first_act, r.erased_on);
}

template <>
RevisionRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<AccountId>(),    in.take<PayerId>(),
            in.take<std::int64_t>(), in.take<std::int64_t>(),
            in.take<Instant>(),      in.take<std::int64_t>(),
            in.take<std::int64_t>(), in.take<std::optional<Date>>()};
}

void write(RowBatch& batch, const Contract& r) {
    RowWriter{batch}(r.account, r.id, r.payer, r.seller, r.number, r.signed_on, r.ends_on);
}

template <>
Contract read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    const auto account = in.take<AccountId>();
    return {in.take<ContractId>(),
            account,
            in.take<PayerId>(),
            in.take<SellerId>(),
            in.take<std::string>(),
            in.take<Date>(),
            in.take<std::optional<Date>>()};
}

void write(RowBatch& batch, const OrderRecord& r) {
    RowWriter{batch}(r.account, r.id, r.version, r.subscription, r.kind, r.state, r.payer, r.seller,
                     r.currency, r.total, r.placed_on, r.offer, r.discount, r.valid_until,
                     r.promised_on, r.promised_until);
}

template <>
OrderRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {{in.take<AccountId>(), in.take<OrderId>(), in.take<std::int64_t>(),
             in.take<SubscriptionId>(), in.take<OrderKind>(), in.take<OrderState>(),
             in.take<PayerId>(), in.take<SellerId>(), in.take<Currency>(), in.take<std::int64_t>(),
             in.take<Date>(), in.take<OfferId>(), in.take<std::optional<DiscountId>>(),
             in.take<std::optional<Date>>(), in.take<std::optional<Date>>(),
             in.take<std::optional<Date>>()}};
}

void write(RowBatch& batch, const QuoteRecord& r) {
    RowWriter{batch}(r.account, r.id, r.version, r.key, r.seller, r.price.offer, r.price.discount,
                     r.base, r.start, r.price.total.currency(), r.price.total.units(),
                     r.price.tax.units(), r.epoch, r.quoted_on, r.valid_until, r.subscription);
}

template <>
QuoteRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    const auto account = in.take<AccountId>();
    const auto id = in.take<QuoteId>();
    const auto version = in.take<std::int64_t>();
    auto key = in.take<std::string>();
    const auto seller = in.take<SellerId>();
    const auto offer = in.take<OfferId>();
    const auto discount = in.take<std::optional<DiscountId>>();
    const auto base = in.take<std::optional<SubscriptionId>>();
    const auto start = in.take<Date>();
    const auto currency = in.take<Currency>();
    const Amount total(in.take<std::int64_t>(), currency);
    const Amount tax(in.take<std::int64_t>(), currency);
    return {{account,
             id,
             version,
             std::move(key),
             seller,
             {offer, discount, total, tax},
             base,
             start,
             in.take<std::int64_t>(),
             in.take<Date>(),
             in.take<Date>(),
             in.take<std::optional<SubscriptionId>>()}};
}

void write(RowBatch& batch, const QuoteLineRecord& r) {
    RowWriter{batch}(r.account, r.quote, r.component, r.quantity);
}

template <>
QuoteLineRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<AccountId>(), in.take<QuoteId>(), in.take<ComponentId>(), in.take<Decimal>()};
}

void write(RowBatch& batch, const EntryRecord& r) {
    RowWriter{batch}(r.id, r.account, r.kind, r.booked_on, r.run, r.first_charge, r.charges,
                     r.recorded_at);
}

template <>
EntryRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(), in.take<AccountId>(),
            in.take<int>(),          in.take<Date>(),
            in.take<std::int64_t>(), in.take<std::optional<std::int64_t>>(),
            in.take<std::int64_t>(), in.take<Instant>()};
}

void write(RowBatch& batch, const PostingRecord& r) {
    RowWriter{batch}(r.id, r.entry, r.account, r.ledger, r.payer, r.seller, r.currency, r.amount);
}

template <>
PostingRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<AccountId>(),
            in.take<int>(),          in.take<PayerId>(),      in.take<SellerId>(),
            in.take<Currency>(),     in.take<std::int64_t>()};
}

void write(RowBatch& batch, const PaymentRecord& r) {
    RowWriter{batch}(r.account, r.id, r.version, r.kind, r.number, r.payer, r.seller, r.currency,
                     r.total, r.free, r.paid_on, r.open_on);
}

template <>
PaymentRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<AccountId>(),    in.take<PaymentId>(),   in.take<std::int64_t>(),
            in.take<PaymentKind>(),  in.take<std::string>(), in.take<PayerId>(),
            in.take<SellerId>(),     in.take<Currency>(),    in.take<std::int64_t>(),
            in.take<std::int64_t>(), in.take<Date>(),        in.take<std::optional<Date>>()};
}

void write(RowBatch& batch, const ReceivableRecord& r) {
    RowWriter{batch}(r.entry, r.version, r.account, r.payer, r.seller, r.currency,
                     r.tax_rate.millionths(), r.tax_scheme, r.first_charge, r.charges, r.total,
                     r.tax, r.unpaid, r.charged_on, r.due_on, r.invoice, r.served_from,
                     r.served_through, r.open_on, r.invoice_on, r.act_on, r.correction);
}

template <>
ReceivableRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(),
            in.take<std::int64_t>(),
            in.take<AccountId>(),
            in.take<PayerId>(),
            in.take<SellerId>(),
            in.take<Currency>(),
            in.take<TaxRate>(),
            in.take<TaxScheme>(),
            in.take<std::int64_t>(),
            in.take<std::int64_t>(),
            in.take<std::int64_t>(),
            in.take<std::int64_t>(),
            in.take<std::int64_t>(),
            in.take<Date>(),
            in.take<Date>(),
            in.take<std::optional<std::int64_t>>(),
            in.take<Date>(),
            in.take<Date>(),
            in.take<std::optional<Date>>(),
            in.take<std::optional<Date>>(),
            in.take<std::optional<Date>>(),
            in.take<bool>()};
}

void write(RowBatch& batch, const AllocationRecord& r) {
    RowWriter{batch}(r.id, r.account, r.payment, r.correction, r.entry, r.currency, r.amount,
                     r.allocated_on);
}

template <>
AllocationRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(),
            in.take<AccountId>(),
            in.take<std::optional<PaymentId>>(),
            in.take<std::optional<std::int64_t>>(),
            in.take<std::int64_t>(),
            in.take<Currency>(),
            in.take<std::int64_t>(),
            in.take<Date>()};
}

void write(RowBatch& batch, const BalanceRecord& r) {
    RowWriter{batch}(r.account, r.payer, r.seller, r.version, r.currency, r.amount);
}

template <>
BalanceRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<AccountId>(),    in.take<PayerId>(),  in.take<SellerId>(),
            in.take<std::int64_t>(), in.take<Currency>(), in.take<std::int64_t>()};
}

void write(RowBatch& batch, const EventRecord& r) {
    RowWriter{batch}(r.id, r.account, r.category, r.kind, r.subject, r.due_at, r.recorded_at,
                     r.payload);
}

template <>
EventRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(),  in.take<AccountId>(),
            in.take<EventCategory>(), in.take<std::string>(),
            in.take<std::int64_t>(),  in.take<Instant>(),
            in.take<Instant>(),       in.take<std::optional<std::string>>()};
}

void write(RowBatch& batch, const DeliveryRecord& r) {
    RowWriter{batch}(r.event, r.version, r.state, r.changed_at);
}

template <>
DeliveryRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<DeliveryState>(),
            in.take<Instant>()};
}

void write(RowBatch& batch, const JournalRecord& r) {
    RowWriter{batch}(r.id, r.account, r.command, r.actor, r.key, r.effective_at, r.recorded_at,
                     r.request, r.result, r.link);
}

template <>
JournalRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(),
            in.take<std::optional<AccountId>>(),
            in.take<std::string>(),
            in.take<std::string>(),
            in.take<std::optional<std::string>>(),
            in.take<Instant>(),
            in.take<Instant>(),
            in.take<std::string>(),
            in.take<std::string>(),
            in.take<std::string>()};
}

void write(RowBatch& batch, const ChainRecord& r) {
    RowWriter{batch}(r.account, r.version, r.links, r.head);
}

template <>
ChainRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<std::int64_t>(),
            in.take<std::string>()};
}

void write(RowBatch& batch, const RunRecord& r) {
    RowWriter{batch}(r.id, r.version, r.state, r.as_of, r.seller, r.next_account, r.accounts,
                     r.charges, r.epoch, r.tzdata, r.library);
}

template <>
RunRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<int>(),
            in.take<Instant>(),      in.take<std::int64_t>(), in.take<std::int64_t>(),
            in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<std::int64_t>(),
            in.take<std::string>(),  in.take<std::string>()};
}

void write(RowBatch& batch, const Subscription& r) {
    RowWriter{batch}(r.account, r.id, r.version, r.used_by, r.seller, r.base, r.key, r.state,
                     r.auto_renewal, r.term_ends_on, r.billed_through, r.changed_from);
}

template <>
Subscription read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    const auto account = in.take<AccountId>();
    const auto id = in.take<SubscriptionId>();
    const auto version = in.take<std::int64_t>();
    return {account,
            id,
            in.take<AccountId>(),
            in.take<SellerId>(),
            in.take<std::optional<SubscriptionId>>(),
            in.take<std::string>(),
            in.take<SubscriptionState>(),
            in.take<bool>(),
            in.take<std::optional<Date>>(),
            in.take<Date>(),
            in.take<std::optional<Date>>(),
            version};
}

void write(RowBatch& batch, const ChangeRecord& r) {
    const Change& c = r.change;
    RowWriter{batch}(r.account, c.sequence, r.subscription, c.kind, c.effective_on, c.offer,
                     c.discount, c.anchor, c.component, c.quantity, c.reason, c.payer,
                     r.recorded_at);
}

template <>
ChangeRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    const auto account = in.take<AccountId>();
    const auto sequence = in.take<std::int64_t>();
    const auto subscription = in.take<SubscriptionId>();
    Change change{sequence,
                  in.take<ChangeKind>(),
                  in.take<Date>(),
                  in.take<std::optional<OfferId>>(),
                  in.take<std::optional<DiscountId>>(),
                  in.take<std::optional<Anchor>>(),
                  in.take<std::optional<ComponentId>>(),
                  in.take<Decimal>(),
                  in.take<std::optional<StopReason>>(),
                  in.take<std::optional<PayerId>>()};
    return {account, subscription, change, in.take<Instant>()};
}

void write(RowBatch& batch, const UsageEntry& r) {
    const UsageRecord& u = r.record;
    RowWriter{batch}(r.account, r.subscription, u.used_on, r.id, u.component, u.key, u.at,
                     u.quantity, u.replaces);
}

template <>
UsageEntry read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    const auto account = in.take<AccountId>();
    const auto subscription = in.take<SubscriptionId>();
    const auto used_on = in.take<Date>();
    const auto id = in.take<std::int64_t>();
    const auto component = in.take<ComponentId>();
    auto key = in.take<std::string>();
    const auto at = in.take<Instant>();
    const auto quantity = in.take<Decimal>();
    return {account,
            subscription,
            id,
            {component, std::move(key), at, used_on, quantity, in.take<std::string>(), id}};
}

void write(RowBatch& batch, const ChargeRecord& r) {
    const Charge& c = r.charge;
    RowWriter{batch}(r.id, r.account, r.subscription, r.payer, r.seller, c.unit.component, c.kind,
                     c.sign, c.unit.period_on, c.days, c.share.n, c.share.d, c.terms.offer,
                     c.terms.quantity, c.terms.discount, c.currency, c.discounted, c.amount,
                     c.unit.rate.millionths(), c.unit.scheme, c.tax, r.charged_on, r.run, r.line);
}

template <>
ChargeRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    const auto id = in.take<std::int64_t>();
    const auto account = in.take<AccountId>();
    const auto subscription = in.take<SubscriptionId>();
    const auto payer = in.take<PayerId>();
    const auto seller = in.take<SellerId>();
    const auto component = in.take<ComponentId>();
    const auto kind = in.take<ChargeKind>();
    const auto sign = in.take<int>();
    const auto period_on = in.take<Date>();
    const auto days = in.take<Period<Date>>();
    const auto n = in.take<std::int64_t>();
    const auto d = in.take<std::int64_t>();
    const auto offer = in.take<OfferId>();
    const auto quantity = in.take<Decimal>();
    const auto discount = in.take<std::optional<DiscountId>>();
    const auto currency = in.take<Currency>();
    const auto discounted = in.take<std::int64_t>();
    const auto amount = in.take<std::int64_t>();
    const auto rate = in.take<TaxRate>();
    const auto scheme = in.take<TaxScheme>();
    const auto tax = in.take<std::int64_t>();
    const Charge charge{{component, period_on, rate, scheme}, kind,     sign,   days, {n, d},
                        {offer, discount, quantity},          currency, amount, tax,  discounted};
    const auto charged_on = in.take<Date>();
    const auto run = in.take<std::int64_t>();
    return {id, account, subscription, payer, seller, charge, charged_on, run, in.take<int>()};
}

} // namespace prorata
