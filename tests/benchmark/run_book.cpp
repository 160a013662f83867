// The billing run of a book in a file, timed: run_book FILE INSTANT. Beside it python_benchmark.py
// measures the same run started from Python (workload W6).

#include "prorata/engine/engine.hpp"

#include <chrono>
#include <iostream>

int main(int count, char** values) {
    if (count != 3) {
        std::cerr << "usage: run_book FILE INSTANT\n";
        return 2;
    }
    prorata::Engine engine = prorata::Engine::open(values[1]);
    const prorata::Context context{prorata::Instant::parse(values[2]), "benchmark", "run"};
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = engine.perform(context, "run", {});
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::cout << taken.count() << ' ' << outcome.value().at("charges") << '\n';
}
