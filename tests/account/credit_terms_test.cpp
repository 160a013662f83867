#include "prorata/account/credit_terms.hpp"

#include "account/paths.hpp"

using namespace prorata;

TEST_CASE("payment terms have stable numbers and names") {
    CHECK(payment_terms("credit") == PaymentTerms::credit);
    CHECK(payment_terms("barter") == std::nullopt);
    CHECK(name(PaymentTerms::postpaid) == "postpaid");
    CHECK(static_cast<int>(PaymentTerms::postpaid) == 3);
    CHECK(name(static_cast<PaymentTerms>(9)) == "unknown");
}

TEST_CASE("only credit has a limit, and it has one from zero") {
    const Money limit = Money::parse("1000.00 RUB");
    struct Case {
        PaymentTerms payment;
        std::optional<Money> limit;
        bool taken;
    };
    for (const auto& [payment, given, taken] :
         {Case{PaymentTerms::prepaid, {}, true}, Case{PaymentTerms::prepaid, limit, false},
          Case{PaymentTerms::postpaid, {}, true}, Case{PaymentTerms::postpaid, limit, false},
          Case{PaymentTerms::credit, {}, false}, Case{PaymentTerms::credit, limit, true},
          Case{PaymentTerms::credit, Money(0, limit.currency()), true},
          Case{PaymentTerms::credit, -limit, false}}) {
        const CreditTerms terms{payment, given, {}};
        const auto paths = fault_paths([&] { require_valid(terms); });
        CHECK(paths == (taken ? std::vector<std::string>{} : std::vector<std::string>{"limit"}));
    }
}

TEST_CASE("credit terms are refused with all their faults") {
    const CreditTerms terms{static_cast<PaymentTerms>(9), Money::parse("1.00 RUB"), {-1, 0, 0, 0}};
    CHECK(fault_paths([&] { require_valid(terms); }) ==
          std::vector<std::string>{"days.block_after", "days.due_after", "limit", "payment"});
}
