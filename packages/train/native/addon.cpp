// The door to Node: one function per kernel, without arguments. Its numbers lie in the array given to `bind`.
#include <node_api.h>
#include <cstdlib>
#include "arguments.hpp"

extern const NamedKernel kernelsAvx512[];
extern const NamedKernel kernelsAvx2[];

#ifndef KERNELS_STAMP
#error "KERNELS_STAMP names the sources"
#endif

namespace {

struct Set {
  const char* name;
  const NamedKernel* kernels;
};

/** The widest set that the processor and the system support; none without AVX2. */
Set supportedSet() {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw"))
    return {"avx512", kernelsAvx512};
  if (__builtin_cpu_supports("avx2")) return {"avx2", kernelsAvx2};
  return {"none", nullptr};
}

bool same(const char* a, const char* b) {
  while (*a != 0 && *a == *b) a++, b++;
  return *a == *b;
}

/** A narrower set than the processor's, for tests. */
Set setNamed(const char* wanted) {
  const Set best = supportedSet();
  if (same(wanted, "avx2") && best.kernels != nullptr) return {"avx2", kernelsAvx2};
  return best;
}

struct Function {
  Call call;
  Kernel run;
};

/** What the functions of one memory share; freed with the object that holds them. */
struct Binding {
  Room room;
  Function functions[];
};

napi_value runKernel(napi_env env, napi_callback_info info) {
  void* data;
  if (napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &data) != napi_ok) return nullptr;
  const Function* function = static_cast<const Function*>(data);
  function->run(function->call);
  return nullptr;
}

void release(napi_env, void* data, void*) {
  std::free(static_cast<Binding*>(data)->room.floats);
  std::free(data);
}

napi_value fail(napi_env env, const char* message) {
  napi_throw_type_error(env, nullptr, message);
  return nullptr;
}

/** Memory and numbers of `bind`; false if they are not what it needs. */
bool readMemory(napi_env env, napi_value memory, napi_value numbers, Call& call) {
  void* bytes;
  size_t length;
  if (napi_get_arraybuffer_info(env, memory, &bytes, &length) != napi_ok) return false;
  call.memory = static_cast<char*>(bytes);
  napi_typedarray_type type;
  void* data;
  if (napi_get_typedarray_info(env, numbers, &type, &length, &data, nullptr, nullptr) != napi_ok) return false;
  call.numbers = static_cast<double*>(data);
  return type == napi_float64_array && length >= 16;
}

bool addFunction(napi_env env, napi_value target, const NamedKernel& kernel, Function* data) {
  napi_value function;
  return napi_create_function(env, kernel.name, NAPI_AUTO_LENGTH, runKernel, data, &function) == napi_ok &&
         napi_set_named_property(env, function, "owner", target) == napi_ok &&
         napi_set_named_property(env, target, kernel.name, function) == napi_ok;
}

bool addFunctions(napi_env env, napi_value target, const NamedKernel* kernels, Call call) {
  size_t count = 0;
  while (kernels[count].name != nullptr) count++;
  Binding* binding = static_cast<Binding*>(std::calloc(1, sizeof(Binding) + count * sizeof(Function)));
  call.room = &binding->room;
  if (napi_add_finalizer(env, target, binding, release, nullptr, nullptr) != napi_ok) return false;
  for (size_t i = 0; i < count; i++) {
    binding->functions[i] = {call, kernels[i].run};
    if (!addFunction(env, target, kernels[i], binding->functions + i)) return false;
  }
  return true;
}

/**
 * `bind(memory: ArrayBuffer, numbers: Float64Array, set: string)`: an object with the set's name and a function per
 * kernel. It holds memory and numbers, and each function holds it, so that they live as long as a function does.
 */
napi_value bind(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value arguments[3];
  Call call;
  if (napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr) != napi_ok || count != 3 ||
      !readMemory(env, arguments[0], arguments[1], call))
    return fail(env, "bind takes an ArrayBuffer, a Float64Array of at least 16 and the name of an instruction set");
  char wanted[16];
  size_t length;
  if (napi_get_value_string_utf8(env, arguments[2], wanted, sizeof wanted, &length) != napi_ok)
    return fail(env, "the instruction set is a string");
  const Set set = setNamed(wanted);
  napi_value result, name;
  napi_create_object(env, &result);
  napi_create_string_utf8(env, set.name, NAPI_AUTO_LENGTH, &name);
  napi_set_named_property(env, result, "set", name);
  napi_set_named_property(env, result, "memory", arguments[0]);
  napi_set_named_property(env, result, "numbers", arguments[1]);
  if (set.kernels == nullptr) return result;
  return addFunctions(env, result, set.kernels, call) ? result : fail(env, "a function could not be made");
}

napi_value initialize(napi_env env, napi_value target) {
  napi_value function, stamp;
  napi_create_function(env, "bind", NAPI_AUTO_LENGTH, bind, nullptr, &function);
  napi_set_named_property(env, target, "bind", function);
  napi_create_string_utf8(env, KERNELS_STAMP, NAPI_AUTO_LENGTH, &stamp);
  napi_set_named_property(env, target, "stamp", stamp);
  return target;
}

}  // namespace

NAPI_MODULE(NODE_GYP_MODULE_NAME, initialize)
