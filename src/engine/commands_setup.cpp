// Commands that make what others need: catalogue, sellers, accounts, payers.

#include "engine/commands.hpp"
#include "prorata/account/credit_terms.hpp"
#include "prorata/account/payer.hpp"
#include "prorata/exchange/catalog_json.hpp"
#include "repository/row_io.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Writes the numbers that a publication adds to those that the book has.
void write_numbering(Work& work, const Catalog::Numbering& numbers,
                     const Catalog::Numbering& known) {
    for (std::size_t i = known.components.size(); i < numbers.components.size(); ++i) {
        (void)work.draw("component");
        RowWriter{work.insert_batch("component")}(numbers.components[i].second,
                                                  numbers.components[i].first);
    }
    for (std::size_t i = known.offers.size(); i < numbers.offers.size(); ++i) {
        const auto& offer = numbers.offers[i];
        (void)work.draw("offer");
        RowWriter{work.insert_batch("offer")}(offer.id, offer.tariff, offer.valid_from, offer.term,
                                              offer.billing_period, offer.currency, offer.level);
    }
}

template <class Value>
Value parsed(Faults& faults, const char* path, const std::string& text, Value fallback,
             Value (*parse)(const std::string&)) {
    try {
        return parse(text);
    } catch (const Error& error) {
        faults.add(path, error.message());
        return fallback;
    }
}

PaymentTerms terms_of(Faults& faults, const AddAccount& request) {
    const auto terms = payment_terms(request.terms.value_or("prepaid"));
    if (!terms) {
        faults.add("terms", "is \"" + *request.terms + "\"; give prepaid, credit or postpaid");
    }
    const bool credit = terms == PaymentTerms::credit;
    if (credit != request.limit.given()) {
        faults.add("limit", credit ? "is missing; terms credit need one"
                                   : "is given; only terms credit have one");
    }
    return terms.value_or(PaymentTerms::prepaid);
}

/// A currency that the book did not use before gets its row, by which views show amounts.
void use_currency(Session& session, Currency currency) {
    storage::RowBatch known(Book::table("currency"));
    const storage::Cell key(currency.code());
    if (session.book().storage().get({&key, 1}, known)) return;
    RowWriter{session.work.insert_batch("currency")}(currency, currency.digits());
}

int whole_in(Faults& faults, const char* path, const field::Whole& given, int otherwise, int least,
             int most) {
    const int value = given.value_or(otherwise);
    if (value < least || value > most) {
        faults.add(path, "is " + std::to_string(value) + "; give " + std::to_string(least) +
                             " to " + std::to_string(most));
    }
    return value;
}

} // namespace

Outcome<Answer> carry_out(Session& session, const Publish& request) {
    const CatalogSource source = parse_catalog(*request.catalog);
    Book& book = session.book();
    const Date today = session.context.at.utc_date();
    require_publishable(source, book.catalog().source(), today);
    const auto numbers = Catalog::number(source, book.numbering());
    write_numbering(session.work, numbers, book.numbering());
    const std::int64_t epoch = session.work.draw("publication");
    RowWriter{session.work.insert_batch("publication")}(epoch, catalog_json(source),
                                                        session.context.at, session.context.actor);
    return Answer{
        {{"epoch", std::to_string(epoch)}, {"offers", std::to_string(numbers.offers.size())}}};
}

Outcome<Answer> carry_out(Session& session, const AddSeller& request) {
    const auto& sellers = session.book().sellers();
    if (std::any_of(sellers.begin(), sellers.end(),
                    [&](const auto& known) { return known.code == *request.code; })) {
        throw Error(ErrorCode::already_exists, "there is a seller \"" + *request.code + "\"");
    }
    Faults faults;
    (void)parsed<std::string>(faults, "zone", *request.zone, "",
                              [](const std::string& name) { return (void)Zone::of(name), name; });
    if ((*request.country).size() != 2) {
        faults.add("country", "is \"" + *request.country + "\"; give an ISO 3166 code such as RU");
    }
    faults.raise_if_any("the seller was refused");
    const SellerId id(session.work.draw("seller"));
    session.work.insert(SellerRecord{id, 1, *request.code, *request.name, *request.country,
                                     *request.zone, std::nullopt});
    return Answer{{{"seller", *request.code}}};
}

Outcome<Answer> carry_out(Session& session, const AddAccount& request) {
    Faults faults;
    const auto currency =
        parsed<Currency>(faults, "currency", *request.currency, Currency::of("RUB"),
                         [](const std::string& code) { return Currency::of(code); });
    (void)parsed<std::string>(faults, "zone", *request.zone, "",
                              [](const std::string& name) { return (void)Zone::of(name), name; });
    const PaymentTerms terms = terms_of(faults, request);
    if (request.limit.given() && (*request.limit).currency() != currency) {
        faults.add("limit", "is " + (*request.limit).text() + "; the account is in " +
                                std::string(currency.code()));
    }
    const int due = whole_in(faults, "due_days", request.due_days, 14, 0, 3660);
    const int block = whole_in(faults, "block_days", request.block_days, 15, 1, 3660);
    const int day = whole_in(faults, "invoice_day", request.invoice_day, 1, 1, 31);
    const std::string level = request.price_level.value_or("");
    try {
        (void)session.book().catalog().level_percent(level);
    } catch (const Error& error) {
        faults.add("price_level", error.message());
    }
    faults.raise_if_any("the account was refused");
    std::optional<AccountId> parent;
    if (request.parent.given()) parent = session.book().account_id(*request.parent);
    use_currency(session, currency);
    session.work.insert(AccountRecord{
        AccountId(session.work.draw("account")), 1, *request.number, parent, currency,
        *request.zone, level, terms,
        request.limit.given() ? std::optional((*request.limit).minor()) : std::nullopt, due, block,
        day, std::nullopt});
    return Answer{{{"account", *request.number}}};
}

Outcome<Answer> carry_out(Session& session, const AddPayer& request) {
    AccountFile file = session.book().account(session.book().account_id(*request.account));
    Faults faults;
    const auto kind = legal_form(*request.kind);
    if (!kind) {
        faults.add("kind", "is \"" + *request.kind +
                               "\"; give individual, legal_entity or sole_proprietor");
    }
    for (const auto& payer : file.payers) {
        if (payer.row.code == *request.code) faults.add("code", "is taken by another payer");
    }
    faults.raise_if_any("the payer was refused");
    const PayerId id(session.work.draw("payer"));
    Requisites requisites;
    for (const auto& [name, value] : request.requisite.pairs)
        requisites[name] = value;
    if (!requisites.empty()) {
        (void)require_valid(Payer{id, file.account.id, *kind, *request.country, {}}, requisites);
    }
    session.work.insert(
        PayerRecord{file.account.id, id, 1, *request.code, *kind, *request.country});
    for (const auto& [name, value] : requisites) {
        session.work.insert(RequisiteRecord{file.account.id, id, name, value});
    }
    return Answer{{{"payer", *request.code}}};
}

} // namespace prorata
