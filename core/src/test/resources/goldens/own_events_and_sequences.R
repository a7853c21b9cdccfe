# Prints the rows of own_events_and_sequences.csv that R made: Rscript own_events_and_sequences.R > r.csv
# R 4.2.2, coin 1.4.2, epitools 0.5.10.1 (Debian 12: r-base-core, r-cran-coin, r-cran-epitools).
# Columns x and y are lists separated by blanks; what they are depends on the method, see EventsAndSequencesTest.
suppressMessages({library(coin); library(epitools)})
versions <- c(R = paste("R", getRversion()), coin = paste("coin", packageVersion("coin")),
              epitools = paste("epitools", packageVersion("epitools")))
number <- function(v) ifelse(is.na(v), "", ifelse(is.infinite(v), ifelse(v > 0, "Infinity", "-Infinity"), sprintf("%.17g", v)))
list_of <- function(v) paste(sprintf("%.15g", v[!is.na(v)]), collapse = " ")
row <- function(method, x, y, level = NA, estimate = NA, lower = NA, upper = NA, p = NA, tol = 1e-8, reference)
  cat(method, list_of(x), list_of(y), number(level), number(estimate),
      number(lower), number(upper), number(p), tol, paste0('"', reference, '"\n'), sep = ",")
cat("method,x,y,conf_level,estimate,lower,upper,p_value,tol_rel,reference\n")

# two Poisson rates: x = events, y = exposures
for (case in list(list(c(12, 5), c(100, 90)), list(c(0, 4), c(10, 12.5)), list(c(3, 0), c(1, 7)), list(c(1, 1), c(1, 1)),
                  list(c(41, 15), c(28010, 19017)), list(c(7, 30), c(0.5, 2)), list(c(1200, 1100), c(10, 10)))) {
  x <- case[[1]]; t <- case[[2]]
  for (level in c(0.9, 0.95)) {
    exact <- poisson.test(x, t, conf.level = level)
    p <- min(1, 2 * min(poisson.test(x, t, alternative = "less")$p.value, poisson.test(x, t, alternative = "greater")$p.value))
    row("rate_ratio_exact", x, t, level, exact$estimate, exact$conf.int[1], exact$conf.int[2], p,
        reference = paste("stats::poisson.test", versions["R"]))
  }
  q <- t[1] / sum(t); n <- sum(x)
  less <- pbinom(x[1] - 1, n, q) + dbinom(x[1], n, q) / 2
  row("rate_ratio_mid_p", x, t, p = min(1, 2 * min(less, 1 - less)), reference = paste("stats::pbinom and dbinom", versions["R"]))
  if (all(x > 0)) {
    # epitools stops its root search at 1e-4 or so: held to that
    m <- rateratio.midp(rev(x), rev(t), conf.level = 0.95)$measure[2, ]
    row("rate_ratio_mid_p", x, t, 0.95, lower = m[2], upper = m[3], tol = 2e-3, reference = paste("epitools::rateratio.midp", versions["epitools"]))
  }
  # the same limits to full precision, from the definition
  side <- function(f) uniroot(f, c(-40, 40), tol = 1e-14)$root
  mid <- function(b) { q <- plogis(b); pbinom(x[1] - 1, n, q) + dbinom(x[1], n, q) / 2 }
  lower <- if (x[1] == 0) 0 else exp(side(function(b) 1 - mid(b) - 0.025)) * t[2] / t[1]
  upper <- if (x[2] == 0) Inf else exp(side(function(b) mid(b) - 0.025)) * t[2] / t[1]
  row("rate_ratio_mid_p", x, t, 0.95, lower = lower, upper = upper, tol = 1e-7, reference = paste("stats::uniroot on pbinom", versions["R"]))
}

# weighted sums of Poisson counts: x = events, y = weights
for (case in list(list(c(3, 0, 5), c(1, 2, 0.5)), list(c(0, 0), c(1, 3)), list(c(7), c(1)), list(c(10, 20, 30, 4), c(0.1, 0.02, 0.003, 1)),
                  list(c(1, 0, 0), c(0.2, 1, 5)))) {
  x <- case[[1]]; w <- case[[2]]
  # ageadjust.direct weights rates: with a population of 1/w and equal standard shares the sum of w x is the number of groups times its rate
  k <- length(x)
  a <- ageadjust.direct(x, 1 / w, stdpop = rep(1, k), conf.level = 0.95) * k
  if (sum(x) > 0)
    row("weighted_sum", x, w, 0.95, a["adj.rate"], a["lci"], a["uci"], reference = paste("epitools::ageadjust.direct", versions["epitools"]))
  y <- sum(w * x); v <- sum(w^2 * x); m <- max(w)
  row("weighted_sum", x, w, 0.9, y, if (y == 0) 0 else qgamma(0.05, y^2 / v, scale = v / y),
      qgamma(0.95, (y + m)^2 / (v + m^2), scale = (v + m^2) / (y + m)), reference = paste("stats::qgamma", versions["R"]))
}
exact <- poisson.test(7, conf.level = 0.95)
row("weighted_sum", 7, 1, 0.95, 7, exact$conf.int[1], exact$conf.int[2], reference = paste("stats::poisson.test", versions["R"]))

# signs and signed ranks of differences x
set.seed(20261122)
differences <- list(c(1, -2, 3, 0, 4, 4, -4, 0, 6), c(5, 5, 5, -5), c(0, 0, 0, 1), c(-1, -2, -3, -4, -5, -6, -7, -8, -9, -10),
                    round(rnorm(60, 0.3, 2), 1), round(rnorm(200, 0.1, 1), 2))
for (d in differences) {
  positive <- sum(d > 0); negative <- sum(d < 0)
  row("sign", d, NA, p = binom.test(positive, positive + negative)$p.value, reference = paste("stats::binom.test", versions["R"]))
  zero <- rep(0, length(d))
  row("signed_rank", d, NA, p = pvalue(wilcoxsign_test(d ~ zero, distribution = exact(), zero.method = "Wilcoxon")),
      reference = paste("coin::wilcoxsign_test(zero.method = Wilcoxon)", versions["coin"]))
  row("signed_rank_pratt", d, NA, p = pvalue(wilcoxsign_test(d ~ zero, distribution = exact(), zero.method = "Pratt")),
      reference = paste("coin::wilcoxsign_test(zero.method = Pratt)", versions["coin"]))
  row("signed_rank_normal", d, NA, p = suppressWarnings(wilcox.test(d, exact = FALSE)$p.value), reference = paste("stats::wilcox.test", versions["R"]))
}

# trend over scores that are shares: x = scores, y = events, trials alternating
for (case in list(list(c(0, 0.25, 1 / 3, 0.5, 1), c(1, 8, 2, 6, 1, 3, 3, 7, 5, 6)), list(c(0, 0.2, 0.6), c(0, 5, 1, 1, 4, 4)))) {
  s <- case[[1]]; e <- case[[2]][c(TRUE, FALSE)]; n <- case[[2]][c(FALSE, TRUE)]
  score <- rep(s, n); event <- unlist(Map(function(a, b) c(rep(1, a), rep(0, b - a)), e, n))
  row("cochran_armitage_exact", s, case[[2]], p = pvalue(independence_test(score ~ factor(event), distribution = exact())),
      reference = paste("coin::independence_test(exact)", versions["coin"]))
  row("rate_slope", s, case[[2]], estimate = coef(lm(event ~ score))[2], reference = paste("stats::lm", versions["R"]))
}

# Kendall: x and y = observations
for (n in c(5, 12, 30, 49)) {
  x <- round(rnorm(n), 6); y <- round(x / 2 + rnorm(n), 6)
  k <- cor.test(x, y, method = "kendall", exact = TRUE)
  row("kendall_exact", x, y, estimate = k$estimate, p = k$p.value, reference = paste("stats::cor.test(exact)", versions["R"]))
  x <- round(x); y <- round(y)
  k <- suppressWarnings(cor.test(x, y, method = "kendall", exact = FALSE))
  row("kendall_normal", x, y, estimate = k$estimate, p = k$p.value, reference = paste("stats::cor.test(exact = FALSE)", versions["R"]))
}
