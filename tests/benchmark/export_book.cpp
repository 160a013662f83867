// A query of a book in a file as an Arrow stream, read to its end and timed: export_book FILE
// QUERY. What is left of workload W7 without Python; callgrind counts it.

#include "prorata/engine/engine.hpp"

#include <chrono>
#include <iostream>

int main(int count, char** values) {
    if (count != 3) {
        std::cerr << "usage: export_book FILE QUERY\n";
        return 2;
    }
    prorata::Engine engine = prorata::Engine::open(values[1]);
    const auto start = std::chrono::steady_clock::now();
    ArrowArrayStream stream;
    engine.export_arrow(values[2], {}, prorata::Instant::parse("2026-01-01T00:00:00Z"), stream);
    std::int64_t rows = 0;
    while (true) {
        ArrowArray batch;
        if (stream.get_next(&stream, &batch) != 0) {
            std::cerr << stream.get_last_error(&stream) << "\n";
            return 1;
        }
        if (batch.release == nullptr) break;
        rows += batch.length;
        batch.release(&batch);
    }
    stream.release(&stream);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::cout << taken.count() << ' ' << rows << '\n';
}
