#pragma once

#include "prorata/base/error_code.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// One thing that is wrong, for example {"price.amount", "is -5; give a number from 0"}.
struct Fault {
    std::string path;    ///< Where: a path into the input; empty if the whole of it is meant.
    std::string message; ///< What was wrong and what would be right; ids, never personal data.

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// A call that could not be carried out: broken requirement, bad input, damaged data, failing
/// storage. Nothing was recorded.
///
/// A call names all faults it can find, not only the first. Business answers such as "over the
/// credit limit" are no errors but values: see Decline.
///
/// Ensures: what() is one line: the message, then each fault as "path: message".
/// Threads: a value; safe to read from many threads.
/// See:     docs/reference/errors.md, rule R59.
class Error : public std::runtime_error {
  public:
    Error(ErrorCode code, std::string message, std::vector<Fault> faults = {});

    [[nodiscard]] ErrorCode code() const noexcept { return code_; }
    [[nodiscard]] const std::string& message() const noexcept { return message_; }
    [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }

  private:
    ErrorCode code_;
    std::string message_;
    std::vector<Fault> faults_;
};

/// Collects the faults of one call, so that all of them are reported together.
///
/// \code
/// Faults faults;
/// if (quantity < 1) faults.add("quantity", "is 0; give a whole number from 1");
/// if (end <= start) faults.add("end", "is not after start");
/// faults.raise_if_any("the order was refused");
/// \endcode
///
/// Threads: one at a time.
class Faults {
  public:
    void add(std::string path, std::string message);

    [[nodiscard]] bool empty() const noexcept { return faults_.empty(); }
    [[nodiscard]] const std::vector<Fault>& all() const noexcept { return faults_; }

    /// Throws one Error with every fault collected so far; does nothing if there is none.
    ///
    /// Errors: Error{code}, by default invalid_argument.
    void raise_if_any(std::string_view message, ErrorCode code = ErrorCode::invalid_argument) const;

  private:
    std::vector<Fault> faults_;
};

} // namespace prorata
