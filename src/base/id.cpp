#include "prorata/base/id.hpp"

#include "prorata/base/error.hpp"

namespace prorata {

void require_id(std::int64_t value) {
    if (value < 1 || value > max_id) {
        throw Error(ErrorCode::invalid_argument,
                    std::to_string(value) + " is no id; give a whole number from 1 to 2^53 - 1");
    }
}

void require_id_block(std::int64_t first, std::int64_t count) {
    require_id(first);
    if (count < 0 || count > max_id - first + 1) {
        throw Error(ErrorCode::invalid_argument, std::to_string(count) + " ids from " +
                                                     std::to_string(first) +
                                                     " do not fit; give a count from 0 to " +
                                                     std::to_string(max_id - first + 1));
    }
}

} // namespace prorata
