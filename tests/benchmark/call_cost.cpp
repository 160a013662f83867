// What one call costs in C++: call_cost OPERATION CALLS. Beside it call_cost.c and call_cost.py do
// the same; call_benchmark.py compares them. Prints the nanoseconds of a call, the median of five
// parts.

#include "prorata/prorata.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

using namespace prorata;

namespace {

constexpr const char* catalog =
    R"({"products": [{"code": "p"}],
        "tariffs": [{"code": "t", "product": "p", "versions": [{"valid_from": "2026-01-01",
          "components": [{"code": "seat", "most": 100}, {"code": "gb", "kind": "metered", "timing": "in_arrears"}],
          "prices": [{"component": "seat", "currency": "RUB", "amount": 500},
                     {"component": "gb", "currency": "RUB", "amount": "1.25"}]}]}],
        "tax_rates": [{"country": "RU", "tax_class": "standard", "from": "2026-01-01", "percent": 22}]})";
const Instant now = Instant::parse("2026-01-01T09:00:00Z");

Context at(const std::string& key) {
    return {now, "benchmark", key};
}

void begin(Engine& engine) {
    engine.perform(at("1"), "publish", {{"catalog", catalog}});
    engine.perform(at("2"), "add_seller",
                   {{"code", "s"}, {"name", "S"}, {"country", "RU"}, {"zone", "UTC"}});
    engine.perform(at("3"), "add_account",
                   {{"number", "a"}, {"currency", "RUB"}, {"zone", "UTC"}, {"terms", "postpaid"}});
    engine.perform(at("4"), "add_payer",
                   {{"account", "a"}, {"code", "p"}, {"kind", "individual"}, {"country", "RU"}});
    engine.perform(
        at("5"), "subscribe",
        {{"account", "a"}, {"key", "k"}, {"tariff", "t"}, {"seller", "s"}, {"payer", "p"}});
}

void repeat(Engine& engine, const std::string&) {
    AddSeller request;
    request.code = "s";
    request.name = "S";
    request.country = "RU";
    request.zone = "UTC";
    if (engine.perform(at("2"), request).value().at("seller") != "s") std::abort();
}

void show(Engine& engine, const std::string&) {
    if (engine.show("seller", {{"id", "1"}}, now).rows[0][2] != "s") std::abort();
}

void quote(Engine& engine, const std::string& key) {
    RequestQuote request;
    request.account = "a";
    request.tariff = "t";
    request.seller = "s";
    request.quantity.pairs = {{"seat", "3"}};
    if (engine.perform(at(key), request).value().at("total") != "1500.00 RUB") std::abort();
}

void usage(Engine& engine, const std::string& key) {
    RecordUsage request;
    request.subscription = "k";
    request.component = "gb";
    request.key = key;
    request.quantity = Decimal(2);
    if (engine.perform(at(key), request).value().at("usage") != "recorded") std::abort();
}

} // namespace

int main(int count, char** values) {
    const std::string operation = count == 3 ? values[1] : "";
    const auto call = operation == "repeat"  ? repeat
                      : operation == "show"  ? show
                      : operation == "quote" ? quote
                      : operation == "usage" ? usage
                                             : nullptr;
    if (call == nullptr) {
        std::cerr << "usage: call_cost repeat|show|quote|usage CALLS\n";
        return 2;
    }
    constexpr int parts = 5;
    const int calls = std::atoi(values[2]) / parts;
    Engine engine = Engine::in_memory();
    begin(engine);
    std::vector<double> taken;
    int number = 0;
    for (int part = 0; part < parts; ++part) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < calls; ++i)
            call(engine, "call-" + std::to_string(++number));
        const std::chrono::duration<double, std::nano> time =
            std::chrono::steady_clock::now() - start;
        taken.push_back(time.count() / std::max(calls, 1));
    }
    std::sort(taken.begin(), taken.end());
    std::cout << taken[parts / 2] << "\n";
}
