#include "guarded.hpp"

#include <exception>
#include <new>

namespace prorata::capi {

namespace {

/// The error object needs memory: where that fails, the status alone has to say it.
prorata_status failed(prorata_error** error_out, ErrorCode code, const char* message,
                      const std::vector<Fault>& faults) noexcept {
    const auto status = -static_cast<prorata_status>(code);
    if (error_out == nullptr) return status;
    (void)guarded(nullptr, [&] { *error_out = handed_out(ErrorObject{status, message, faults}); });
    return status;
}

} // namespace

prorata_status guarded_call(prorata_error** error_out, void (*call)(const void*),
                            const void* data) noexcept {
    if (error_out != nullptr) *error_out = nullptr;
    try {
        call(data);
        return 0;
    } catch (const Error& error) {
        return failed(error_out, error.code(), error.message().c_str(), error.faults());
    } catch (const std::bad_alloc&) {
        return failed(error_out, ErrorCode::internal, "there is not enough memory", {});
    } catch (const std::exception& error) {
        return failed(error_out, ErrorCode::internal, error.what(), {});
    } catch (...) {
        return failed(error_out, ErrorCode::internal, "what was thrown is no exception", {});
    }
}

} // namespace prorata::capi
