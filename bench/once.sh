#!/usr/bin/env bash
# One iteration of every benchmark, so that none can rot. Prints what answered; times nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
duel=bench/Precocial.Duel/bin/Release/net10.0/Precocial.Duel.dll
requests=(
  "gemm 64 64 64 NN 1" "gemm 10 64 256 NT 1" "gemm 32 1024 27 TN 1"
  "conv forward 2 8 16 8 3 1 1 1 1" "conv data 2 8 16 8 3 2 1 1 1" "conv weight 2 8 16 8 5 1 1 8 1"
  "elementwise relu 4096 1" "elementwise softmax64 4096 1" "batchnorm forward 4 8 8 1" "batchnorm backward 4 8 8 1"
  "chain 8 32 10 forward 1" "chain 8 32 10 both 1" "training 8 1"
)
mapfile -t answers < <(printf '%s\n' "${requests[@]}" | dotnet "$duel")
[ "${#answers[@]}" -eq "${#requests[@]}" ] || { echo "${#requests[@]} requests, ${#answers[@]} answers"; exit 1; }
for i in "${!requests[@]}"; do
  printf '%-40s %s ns\n' "${requests[$i]}" "${answers[$i]}"
  [[ ${answers[$i]} =~ ^[0-9]+$ ]] || exit 1
done
dotnet run -c Release --no-build --project bench/Precocial.Benchmarks -- --job dry --filter '*' --artifacts artifacts/benchmarks \
  | grep -E '^\| |^// \* Errors|Benchmark was not' || { echo "no benchmark ran"; exit 1; }
for variant in "" --faithful; do
  dotnet bench/Precocial.Efficacy/bin/Release/net10.0/Precocial.Efficacy.dll weightless-curves --seeds 1 --generations 2 $variant \
    | grep -E '^\| 1 \|' || { echo "no curve"; exit 1; }
done
