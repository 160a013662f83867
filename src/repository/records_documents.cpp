// Records of documents, their lines, series and closings.

#include "repository/records.hpp"

#include "repository/row_io.hpp"

namespace prorata {

using storage::RowBatch;

void write(RowBatch& batch, const DocumentRecord& r) {
    RowWriter{batch}(r.id, r.account, r.seller, r.payer, r.series, r.number, r.issued_on, r.days,
                     r.currency, r.total, r.tax, r.first_charge, r.charges, r.entry, r.order);
}

void write(RowBatch& batch, const DocumentLineRecord& r) {
    const DocumentLine& l = r.line;
    RowWriter{batch}(r.id, r.document, l.of.subscription, l.of.unit.component, l.of.unit.period_on,
                     l.of.unit.rate.millionths(), l.of.unit.scheme, l.days, r.currency, l.amount,
                     l.total, l.tax);
}

namespace {

DocumentLineRecord read_line(RowReader& in) {
    const auto id = in.take<std::int64_t>();
    const auto document = in.take<std::int64_t>();
    const auto subscription = in.take<SubscriptionId>();
    const auto component = in.take<ComponentId>();
    const auto period_on = in.take<Date>();
    const auto rate = in.take<TaxRate>();
    const Unit unit{component, period_on, rate, in.take<TaxScheme>()};
    const auto days = in.take<Period<Date>>();
    const auto currency = in.take<Currency>();
    const auto amount = in.take<std::int64_t>();
    const auto total = in.take<std::int64_t>();
    return {id,
            document,
            currency,
            {{subscription, unit}, days, amount, total, in.take<std::int64_t>()}};
}

DocumentRecord read_document(RowReader& in) {
    return {
        in.take<std::int64_t>(), in.take<AccountId>(),    in.take<SellerId>(),
        in.take<PayerId>(),      in.take<std::int64_t>(), in.take<std::int64_t>(),
        in.take<Date>(),         in.take<Period<Date>>(), in.take<Currency>(),
        in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<std::optional<std::int64_t>>(),
        in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<std::optional<std::int64_t>>()};
}

} // namespace

template <>
DocumentLineRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return read_line(in);
}

template <>
DocumentRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return read_document(in);
}

void write(RowBatch& batch, const CorrectionRecord& r) {
    write(batch, r.document);
    RowWriter{batch}(r.original, r.previous);
}

template <>
CorrectionRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    DocumentRecord document = read_document(in);
    const auto original = in.take<std::int64_t>();
    return {document, original, in.take<std::optional<std::int64_t>>()};
}

void write(RowBatch& batch, const CorrectionLineRecord& r) {
    write(batch, r.difference);
    RowWriter{batch}(r.before_total, r.before_tax, r.cause);
}

template <>
CorrectionLineRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    const DocumentLineRecord difference = read_line(in);
    const auto total = in.take<std::int64_t>();
    const auto tax = in.take<std::int64_t>();
    return {difference, total, tax, in.take<CorrectionCause>()};
}

void write(RowBatch& batch, const CarryRecord& r) {
    RowWriter{batch}(r.account, r.payer, r.seller, r.family, r.rate.millionths().value_or(-1),
                     r.scheme, r.version, r.currency, r.rest);
}

template <>
CarryRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    const auto account = in.take<AccountId>();
    const auto payer = in.take<PayerId>();
    const auto seller = in.take<SellerId>();
    const auto family = in.take<int>();
    const auto rate = in.take<std::int64_t>();
    const auto scheme = in.take<TaxScheme>();
    const auto version = in.take<std::int64_t>();
    const auto currency = in.take<Currency>();
    return {account,
            payer,
            seller,
            family,
            rate < 0 ? TaxRate() : TaxRate(rate),
            scheme,
            version,
            currency,
            in.take<std::int64_t>()};
}

void write(RowBatch& batch, const InvoiceStateRecord& r) {
    RowWriter{batch}(r.invoice, r.version, r.state, r.since_on);
}

template <>
InvoiceStateRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<int>(), in.take<Date>()};
}

void write(RowBatch& batch, const ClosingRecord& r) {
    RowWriter{batch}(r.id, r.seller, r.closed_before, r.closed_at, r.last_entry, r.last_charge,
                     r.last_invoice, r.last_act, r.last_correction);
}

void write(RowBatch& batch, const SeriesRecord& r) {
    RowWriter{batch}(r.id, r.version, r.seller, r.kind, r.year, r.format, r.next_number);
}

template <>
SeriesRecord read(const RowBatch& batch, std::size_t row) {
    RowReader in(batch, row);
    return {in.take<std::int64_t>(), in.take<std::int64_t>(), in.take<SellerId>(),
            in.take<int>(),          in.take<int>(),          in.take<std::string>(),
            in.take<std::int64_t>()};
}

} // namespace prorata
