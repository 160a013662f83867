#include <prorata/prorata.hpp>

#include <iostream>

int main() {
    prorata::Engine engine = prorata::Engine::in_memory();
    const auto now = prorata::Instant::parse("2026-01-01T00:00:00Z");
    std::cout << prorata::version() << ' ' << engine.show("seller", {}, now).rows.size() << '\n';
}
