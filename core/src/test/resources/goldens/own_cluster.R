# Makes own_cluster.csv: Rscript own_cluster.R > own_cluster.csv
# The rows rr_CR2_satterthwaite of cluster.csv come from glm() with its default epsilon, whose working weights are one
# iteration behind the estimate; standard errors then differ by up to 1.5e-4. Here glm() starts from its own solution.
# Beside the clusters of input_clusters.csv: small and unequal ones made up here, some with an empty arm.
suppressMessages(library(clubSandwich))

expand <- function(a, b, c, d) {
  k <- seq_along(a)
  n <- a + b + c + d
  data.frame(client = rep(k, n),
             overridden = unlist(lapply(k, function(i) rep(c(1, 1, 0, 0), c(a[i], b[i], c[i], d[i])))),
             failure = unlist(lapply(k, function(i) rep(c(1, 0, 1, 0), c(a[i], b[i], c[i], d[i])))))
}
sets <- split(read.csv("input_clusters.csv"), ~case_id)
sets$empty_arms <- expand(a = c(3, 1, 0, 2, 5, 0, 1, 4), b = c(2, 4, 0, 1, 3, 0, 6, 2),
                          c = c(1, 0, 2, 1, 3, 4, 0, 0), d = c(7, 5, 6, 0, 9, 3, 0, 8))
sets$one_large <- expand(a = c(60, 1, 2, 0, 1, 3, 1), b = c(40, 2, 3, 4, 1, 2, 0),
                         c = c(30, 2, 1, 1, 0, 2, 1), d = c(170, 9, 7, 5, 6, 4, 8))
log_linear <- function(s) {
  fit <- glm(failure ~ overridden, poisson, s, epsilon = 1e-14)
  glm(failure ~ overridden, poisson, s, etastart = fit$linear.predictors, epsilon = 1e-14)
}
reference <- paste("clubSandwich", packageVersion("clubSandwich"), R.version.string)
row <- function(id, method, estimate, ci, test, call)
  cat(sprintf("%s,%s,0.95,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,1e-8,%s,%s\n", id, method, estimate, ci$SE,
              ci$CI_L, ci$CI_U, test$tstat, ci$df, test$p_Satt, reference, call))
cat("case_id,method,conf_level,estimate,se,lower,upper,statistic,df,p_value,tol_rel,reference,note\n")
for (id in names(sets)) {
  s <- sets[[id]]
  fits <- list(rd_CR2_satterthwaite = lm(failure ~ overridden, s),
               rr_CR2_satterthwaite = log_linear(s))
  for (method in names(fits)) {
    v <- vcovCR(fits[[method]], cluster = s$client, type = "CR2")
    ci <- conf_int(fits[[method]], vcov = v, test = "Satterthwaite", level = 0.95)[2, ]
    test <- coef_test(fits[[method]], vcov = v, test = "Satterthwaite")[2, ]
    estimate <- ci$beta
    if (method == "rr_CR2_satterthwaite") {
      estimate <- exp(estimate); ci$CI_L <- exp(ci$CI_L); ci$CI_U <- exp(ci$CI_U)
    }
    row(id, method, estimate, ci, test, if (method == "rr_CR2_satterthwaite") "glm poisson; se on log scale" else "lm")
  }
}
