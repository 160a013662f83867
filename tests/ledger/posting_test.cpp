#include "prorata/ledger/posting.hpp"

#include "catch.hpp"

using namespace prorata;

namespace {
const PayerId payer(1);
const SellerId seller(2);
Money money(const char* text) {
    return Money::parse(text);
}
} // namespace

TEST_CASE("an act books what it charges, its tax and the residue below a minor unit") {
    const Postings act = postings_of_act(payer, seller, Amount::parse("649.9973 RUB"),
                                         money("650.00 RUB"), money("108.33 RUB"));
    REQUIRE(act.size() == 4);
    CHECK(act[1].amount.text() == "-541.67 RUB");
    CHECK(act[3].ledger == LedgerAccount::rounding);
    CHECK(act[3].amount.text() == "0.0027 RUB");
    CHECK(postings_of_act(payer, seller, money("10.00 RUB"), money("10.00 RUB"), money("0.00 RUB"))
              .size() == 2);
}

TEST_CASE("an order paid from the balance of 300.00 leaves 280.00") { // V19
    Postings books = postings_of_payment(payer, seller, money("300.00 RUB"));
    for (const Posting& posting : postings_of_charges(payer, seller, money("20.00 RUB")))
        books.push_back(posting);
    CHECK(balance(books, Currency::of("RUB")) == money("280.00 RUB"));
}

TEST_CASE("R13: every kind of entry debits one account and credits another by the same sum") {
    const Money ten = money("10.00 RUB");
    struct Row {
        Postings postings;
        LedgerAccount debit;
        LedgerAccount credit;
    };
    using enum LedgerAccount;
    const Row rows[] = {
        {postings_of_charges(payer, seller, ten), customer, unbilled},
        {postings_of_payment(payer, seller, ten), cash, customer},
        {postings_of_refund(payer, seller, ten), customer, cash},
        {postings_of_commission(payer, seller, ten), customer, commission},
        {postings_of_cashback(payer, seller, ten), cashback, customer},
        {postings_of_advance_tax(payer, seller, ten), vat_on_advances, vat},
        {postings_of_write_off(payer, seller, ten), written_off, customer},
    };
    for (const Row& row : rows) {
        INFO(name(row.debit) << " " << name(row.credit));
        CHECK(row.postings ==
              Postings{{row.debit, payer, seller, ten}, {row.credit, payer, seller, -ten}});
    }
}

TEST_CASE("an act takes its charges out of what is unbilled, tax and residue to either side") {
    const Postings act = postings_of_act(payer, seller, Amount::parse("-9.9973 RUB"),
                                         money("-10.00 RUB"), money("-1.67 RUB"));
    using enum LedgerAccount;
    CHECK(act == Postings{{unbilled, payer, seller, Amount::parse("-9.9973 RUB")},
                          {revenue, payer, seller, money("8.33 RUB")},
                          {vat, payer, seller, money("1.67 RUB")},
                          {rounding, payer, seller, Amount::parse("-0.0027 RUB")}});
    CHECK(balance(act, Currency::of("RUB")) == money("0.00 RUB"));
}

TEST_CASE("a zero sum posts nothing, codes are those of the stored table") {
    CHECK(postings_of_charges(payer, seller, money("0.00 RUB")).empty());
    CHECK(ledger_account("written_off") == LedgerAccount::written_off);
    CHECK(static_cast<int>(LedgerAccount::written_off) == 10);
    CHECK(name(LedgerEntryKind::adjustment) == "adjustment");
}
