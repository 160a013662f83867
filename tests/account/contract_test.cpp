#include "prorata/account/contract.hpp"

#include "account/paths.hpp"

using namespace prorata;

namespace {
Contract signed_contract() {
    return {ContractId(5), AccountId(7),     PayerId(181),    SellerId(1),
            "1021",        Date(2026, 2, 1), Date(2027, 2, 1)};
}
} // namespace

TEST_CASE("a contract is in force from its day to the day before its end") {
    Contract contract = signed_contract();
    CHECK_FALSE(contract.in_force(Date(2026, 1, 31)));
    CHECK(contract.in_force(Date(2026, 2, 1)));
    CHECK(contract.in_force(Date(2027, 1, 31)));
    CHECK_FALSE(contract.in_force(Date(2027, 2, 1)));
    contract.ends_on.reset();
    CHECK(contract.in_force(Date(2127, 2, 1)));
}

TEST_CASE("a contract needs a number and an end after its beginning") {
    Contract contract = signed_contract();
    CHECK(fault_paths([&] { require_valid(contract); }).empty());
    contract.number = std::string(201, 'n');
    contract.ends_on = contract.signed_on;
    CHECK(fault_paths([&] { require_valid(contract); }) ==
          std::vector<std::string>{"ends_on", "number"});
}
