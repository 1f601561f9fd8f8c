/**
 * The job: what the user wants ({@code UpscaleOptions}) becomes a plan ({@code UpscalePlan}), the plan is run
 * ({@code Upscaler}) and can be checked ({@code Verifier}). Knows sources and N5; knows no user interface, but has
 * the options, the messages and the texts that all of them share.
 */
package org.labelupscaler.upscale;
