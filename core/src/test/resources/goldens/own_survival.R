# Makes own_survival.csv from own_survival_input.csv, both beside this script: Rscript own_survival.R
# Kaplan-Meier, Nelson-Aalen, log-rank, median and restricted mean take events of either cause (status > 0).
suppressMessages({library(survival); library(coin); library(cmprsk); library(etm)})
f <- function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1))
out <- file("own_survival.csv", "w")
row <- function(case, method, group = "", at = NA, conf = NA, estimate = NA, se = NA, lower = NA, upper = NA,
                statistic = NA, df = NA, p = NA, reference, note = "")
    writeLines(paste(case, method, group, f(at), ifelse(is.na(conf), "", format(conf)), f(estimate), f(se), f(lower), f(upper), f(statistic), f(df),
                     f(p), "1e-08", reference, "", "", note, sep = ","), out)
writeLines(paste0("case_id,method,group,at,conf_level,estimate,se,lower,upper,statistic,df,p_value,tol_rel,reference,",
                  "check_reference,check_max_rel_diff,note"), out)
input <- read.csv("own_survival_input.csv")
for (case in unique(input$case_id)) {
    d <- input[input$case_id == case, ]
    d$group <- factor(d$group)
    d$event <- as.integer(d$status > 0)
    tau <- min(tapply(d$time, d$group, max))
    rmst <- list()
    for (group in levels(d$group)) {
        g <- d[d$group == group, ]
        for (level in c(0.95, 0.8)) {
            fit <- survfit(Surv(time, event) ~ 1, data = g, conf.type = "log-log", conf.int = level)
            ref <- paste0("survival::survfit(conf.type=log-log) ", packageVersion("survival"))
            for (i in seq_along(fit$time)) if (fit$surv[i] > 0 && fit$surv[i] < 1)
                row(case, "km_loglog", group, fit$time[i], level, fit$surv[i], fit$std.err[i] * fit$surv[i],
                    fit$lower[i], fit$upper[i], reference = ref)
            q <- quantile(fit, 0.5)
            row(case, "km_median_loglog", group, NA, level, q$quantile, NA, q$lower, q$upper, reference = ref,
                note = "empty = not reached")
            aj <- summary(etmCIF(Surv(time, status != 0) ~ 1, data = g, etype = status, failcode = c(1, 2)),
                          ci.fun = "cloglog", level = level)[[1]]
            for (cause in 1:2) if (any(g$status == cause)) {
                a <- aj[[paste("CIF", cause)]]
                for (i in seq_len(nrow(a))) if (a$P[i] > 0)
                    row(case, "aalen_johansen_cif_greenwood", paste0(group, "|cause", cause), a$time[i], level, a$P[i],
                        sqrt(a$var[i]), a$lower[i], a$upper[i],
                        reference = paste0("etm::etmCIF summary(ci.fun=cloglog) ", packageVersion("etm")))
            }
        }
        na <- survfit(Surv(time, event) ~ 1, data = g, ctype = 1)
        for (i in seq_along(na$time))
            row(case, "nelson_aalen", group, na$time[i], NA, na$cumhaz[i], na$std.chaz[i],
                reference = paste0("survival::survfit(ctype=1) ", packageVersion("survival")))
        rmst[[group]] <- survival:::survmean(survfit(Surv(time, event) ~ 1, data = g), rmean = tau)$matrix[c("rmean", "se(rmean)")]
        row(case, "rmst", group, tau, NA, rmst[[group]][1], rmst[[group]][2],
            reference = paste0("survival:::survmean(rmean=tau) ", packageVersion("survival")))
    }
    row(case, "rmst_difference", "", tau, NA, rmst$overridden[1] - rmst$followed[1],
        sqrt(rmst$overridden[2]^2 + rmst$followed[2]^2), note = "overridden minus followed",
        reference = paste0("derived from survival:::survmean(rmean=tau) ", packageVersion("survival")))
    lr <- survdiff(Surv(time, event) ~ group, data = d)
    row(case, "logrank", statistic = lr$chisq, df = 1, p = pchisq(lr$chisq, 1, lower.tail = FALSE),
        reference = paste0("survival::survdiff(rho=0) ", packageVersion("survival")))
    st <- survdiff(Surv(time, event) ~ group + strata(stratum), data = d)
    row(case, "logrank_stratified", statistic = st$chisq, df = 1, p = pchisq(st$chisq, 1, lower.tail = FALSE),
        reference = paste0("survival::survdiff(+strata) ", packageVersion("survival")))
    # the exact distribution of larger data takes coin more memory than a laptop has
    if (nrow(d) <= 44) {
        ex <- logrank_test(Surv(time, event) ~ group, data = d, distribution = "exact")
        row(case, "logrank_exact_permutation", p = as.numeric(pvalue(ex)),
            reference = paste0("coin::logrank_test(distribution=exact) ", packageVersion("coin")))
    }
    gr <- cuminc(d$time, d$status, d$group)$Tests
    for (cause in 1:2)
        row(case, "gray_test", paste0("cause", cause), statistic = gr[cause, "stat"], df = gr[cause, "df"],
            p = gr[cause, "pv"], reference = paste0("cmprsk::cuminc(rho=0) ", packageVersion("cmprsk")))
}
close(out)
