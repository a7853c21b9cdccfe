# Makes own_multiplicity.csv: Rscript own_multiplicity.R > own_multiplicity.csv
# No packaged function is at hand for e-BH or for the level of Benjamini and Yekutieli (2005), so both are written out here
# from their definitions, in another way than in the library: e-BH by trying every q.
sets <- list(
  mixed = c(120, 0.3, 45, 1, 0, 18, 2.5, 300, 9, 40),
  ties = c(20, 20, 5, 5, 5, 0.1),
  one = 32,
  infinite = c(Inf, 4, 0))
# Wang and Ramdas (2022): with e in falling order reject the first k, k the largest with e[k] >= m / (k q)
rejected <- function(e, q) {
  m <- length(e)
  o <- order(e, decreasing = TRUE)
  k <- max(0, which(e[o] >= m / (seq_len(m) * q)))
  seq_len(m) %in% o[seq_len(k)]
}
cat("case_id,method,at,input,level,estimate,tol_rel,reference,note\n")
reference <- R.version.string
for (id in names(sets)) for (q in c(0.01, 0.05, 0.1, 0.2)) {
  r <- rejected(sets[[id]], q)
  for (i in seq_along(r))
    cat(sprintf("%s,ebh_rejected,%d,%s,%g,%d,0,formula in %s,level = q; at = index of e in input order; 1 = rejected\n", id, i,
                paste(sub("Inf", "Infinity", sets[[id]]), collapse = " "), q, r[i], reference))
}
for (level in c(0.9, 0.95)) for (x in list(c(1, 30), c(4, 30), c(30, 30), c(3, 17)))
  cat(sprintf("%d_of_%d,fcr_level,,%d %d,%g,%.17g,1e-15,formula in %s,input = selected and all\n", x[1], x[2], x[1], x[2], level,
              1 - x[1] * (1 - level) / x[2], reference))
