import { libraryHeader } from './license';

/**
 * A stand-in for the part of Vitis HLS' arbitrary-precision types that the emitted code uses, so that it compiles
 * with a plain C++14 compiler. Same names and meaning as AMD UG1399, "Arbitrary Precision Fixed-Point Data Types";
 * what is not emitted is absent, so that its use does not compile.
 */
export const apTypes: Readonly<Record<string, string>> = {
  'ap_common.h': `${libraryHeader}
#ifndef NX_CODESIGN_AP_COMMON_H
#define NX_CODESIGN_AP_COMMON_H

#include <cstdint>
#include <type_traits>

/// What happens to bits below the last one: AP_TRN drops them, which is floor.
enum ap_q_mode { AP_TRN };

/// What happens to a value out of range: AP_SAT takes the nearest in range, AP_WRAP drops the bits above the first.
enum ap_o_mode { AP_SAT, AP_WRAP };

namespace ap_detail {

constexpr int larger(int a, int b) { return a > b ? a : b; }

__extension__ typedef __int128 int128;

/// The native integer that holds every integer of \`bits\` bits, with or without a sign.
template <int bits> struct storage {
    static_assert(bits >= 1, "a value has at least one bit");
    static_assert(bits <= 126, "the stand-in goes up to 126 bits, intermediate results included");
    typedef typename std::conditional<
        (bits < 32), std::int32_t,
        typename std::conditional<(bits < 64), std::int64_t, int128>::type>::type type;
};

/// 2^bits - 1.
template <class T, int bits> constexpr T ones() { return ((T(1) << (bits - 1)) - 1) * 2 + 1; }
template <class T, bool is_signed, int bits> constexpr T highest() { return ones<T, bits>() >> (is_signed ? 1 : 0); }
template <class T, bool is_signed, int bits> constexpr T lowest()
{
    return is_signed ? -highest<T, is_signed, bits>() - 1 : 0;
}

/// The integer of \`bits\` bits that is equal to \`value\` modulo 2^bits.
template <int bits, bool is_signed, class T> constexpr T wrap(T value)
{
    return is_signed ? ((value & ones<T, bits>()) ^ (T(1) << (bits - 1))) - (T(1) << (bits - 1))
                     : value & ones<T, bits>();
}

/// The integer of \`bits\` bits that is nearest to \`value\`.
template <int bits, bool is_signed, class T> constexpr T saturate(T value)
{
    return value > highest<T, is_signed, bits>()  ? highest<T, is_signed, bits>()
           : value < lowest<T, is_signed, bits>() ? lowest<T, is_signed, bits>()
                                                  : value;
}

} // namespace ap_detail

#endif
`,

  'ap_int.h': `${libraryHeader}
#ifndef NX_CODESIGN_AP_INT_H
#define NX_CODESIGN_AP_INT_H

#include "ap_common.h"

/// An integer of W bits, which wraps.
template <int W, bool S> class ap_int_base {
  public:
    typedef typename ap_detail::storage<W>::type integer_type;
    static const int width = W;

    ap_int_base() : integer(0) {}
    ap_int_base(ap_detail::int128 value) : integer(integer_type(ap_detail::wrap<W, S, ap_detail::int128>(value))) {}
    operator integer_type() const { return integer; }
    int to_int() const { return int(integer); }

  private:
    integer_type integer;
};

template <int W> struct ap_int : ap_int_base<W, true> {
    ap_int() {}
    ap_int(ap_detail::int128 value) : ap_int_base<W, true>(value) {}
};

template <int W> struct ap_uint : ap_int_base<W, false> {
    ap_uint() {}
    ap_uint(ap_detail::int128 value) : ap_int_base<W, false>(value) {}
};

#endif
`,

  'ap_fixed.h': `${libraryHeader}
#ifndef NX_CODESIGN_AP_FIXED_H
#define NX_CODESIGN_AP_FIXED_H

#include "ap_common.h"
#include "ap_int.h"
#include <cmath>

/// A number of W bits, I of them left of the point (with the sign): \`integer\` * 2^(I - W).
template <int W, int I, bool S, ap_q_mode Q, ap_o_mode O> class ap_fixed_base {
  public:
    typedef typename ap_detail::storage<W>::type integer_type;
    static const int width = W;
    static const int iwidth = I;

    ap_fixed_base() : integer(0) {}
    ap_fixed_base(int value) : integer(convert<32, 0>(value)) {}
    ap_fixed_base(double value) : integer(floor(value)) {}
    template <int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2>
    ap_fixed_base(const ap_fixed_base<W2, I2, S2, Q2, O2> &other) : integer(convert<W2, W2 - I2>(other.integer))
    {
    }

    template <int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2>
    ap_fixed_base &operator+=(const ap_fixed_base<W2, I2, S2, Q2, O2> &other)
    {
        return *this = ap_fixed_base(*this + other);
    }

    /// Exact up to 53 bits.
    double to_double() const { return std::ldexp(double(integer), I - W); }

    /// All bits, as they are.
    ap_uint<W> range() const { return ap_uint<W>(integer); }

    integer_type integer;

  private:
    template <class T> static T fit(T value)
    {
        return O == AP_SAT ? ap_detail::saturate<W, S, T>(value) : ap_detail::wrap<W, S, T>(value);
    }

    /// From F2 bits right of the point to W - I, by the modes of this type.
    template <int W2, int F2> static integer_type convert(typename ap_detail::storage<W2>::type from)
    {
        const int drop = F2 - (W - I);
        const int right = drop > 0 ? drop : 0;
        const int left = drop < 0 ? -drop : 0;
        typedef typename ap_detail::storage<ap_detail::larger(ap_detail::larger(W2 + left, right), W) + 2>::type T;
        // Right shift of a negative number is arithmetic in every compiler that Vitis runs on: it is floor.
        return integer_type(fit<T>((T(from) >> right) * (T(1) << left)));
    }

    static integer_type floor(double value)
    {
        typedef typename ap_detail::storage<W + 2>::type T;
        const double whole = std::floor(std::ldexp(value, W - I));
        const double bound = std::ldexp(1.0, W);
        if (O == AP_WRAP) return integer_type(fit<T>(T(std::fmod(whole, bound))));
        return integer_type(fit<T>(T(whole > bound ? bound : whole < -bound ? -bound : whole)));
    }
};

template <int W, int I, ap_q_mode Q = AP_TRN, ap_o_mode O = AP_WRAP>
struct ap_fixed : ap_fixed_base<W, I, true, Q, O> {
    typedef ap_fixed_base<W, I, true, Q, O> base;
    ap_fixed() {}
    ap_fixed(int value) : base(value) {}
    ap_fixed(double value) : base(value) {}
    template <int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2>
    ap_fixed(const ap_fixed_base<W2, I2, S2, Q2, O2> &other) : base(other)
    {
    }
};

template <int W, int I, ap_q_mode Q = AP_TRN, ap_o_mode O = AP_WRAP>
struct ap_ufixed : ap_fixed_base<W, I, false, Q, O> {
    typedef ap_fixed_base<W, I, false, Q, O> base;
    ap_ufixed() {}
    ap_ufixed(int value) : base(value) {}
    ap_ufixed(double value) : base(value) {}
    template <int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2>
    ap_ufixed(const ap_fixed_base<W2, I2, S2, Q2, O2> &other) : base(other)
    {
    }
};

namespace ap_detail {

/// The type that holds every sum of two values, as Vitis HLS defines it.
template <int F1, int I1, bool S1, int F2, int I2, bool S2> struct sum {
    static const int fraction = larger(F1, F2);
    static const int whole = larger(I1 + (S2 && !S1), I2 + (S1 && !S2)) + 1;
    typedef ap_fixed_base<whole + fraction, whole, S1 || S2, AP_TRN, AP_WRAP> type;
    typedef typename type::integer_type integer_type;
    static integer_type first(integer_type value) { return value * (integer_type(1) << (fraction - F1)); }
    static integer_type second(integer_type value) { return value * (integer_type(1) << (fraction - F2)); }
};

} // namespace ap_detail

template <int W1, int I1, bool S1, ap_q_mode Q1, ap_o_mode O1, int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2>
typename ap_detail::sum<W1 - I1, I1, S1, W2 - I2, I2, S2>::type operator+(
    const ap_fixed_base<W1, I1, S1, Q1, O1> &a, const ap_fixed_base<W2, I2, S2, Q2, O2> &b)
{
    typedef ap_detail::sum<W1 - I1, I1, S1, W2 - I2, I2, S2> sum;
    typename sum::type result;
    result.integer = sum::first(a.integer) + sum::second(b.integer);
    return result;
}

template <int W1, int I1, bool S1, ap_q_mode Q1, ap_o_mode O1, int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2>
ap_fixed_base<W1 + W2, I1 + I2, S1 || S2, AP_TRN, AP_WRAP> operator*(
    const ap_fixed_base<W1, I1, S1, Q1, O1> &a, const ap_fixed_base<W2, I2, S2, Q2, O2> &b)
{
    ap_fixed_base<W1 + W2, I1 + I2, S1 || S2, AP_TRN, AP_WRAP> product;
    typedef typename ap_detail::storage<W1 + W2>::type T;
    product.integer = T(a.integer) * T(b.integer);
    return product;
}

template <int W1, int I1, bool S1, ap_q_mode Q1, ap_o_mode O1, int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2>
bool operator<(const ap_fixed_base<W1, I1, S1, Q1, O1> &a, const ap_fixed_base<W2, I2, S2, Q2, O2> &b)
{
    typedef ap_detail::sum<W1 - I1, I1, S1, W2 - I2, I2, S2> sum;
    return sum::first(a.integer) < sum::second(b.integer);
}

template <int W, int I, bool S, ap_q_mode Q, ap_o_mode O> bool operator<(const ap_fixed_base<W, I, S, Q, O> &a, int b)
{
    return a < ap_fixed_base<32, 32, true, AP_TRN, AP_WRAP>(b);
}

#endif
`,
};
