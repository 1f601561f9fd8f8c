/**
 * The job: what the user wants ({@code UpscaleOptions}) becomes a plan ({@code UpscalePlan}), the plan is run
 * ({@code Upscaler}) and can be checked ({@code Verifier}). Knows sources and N5; knows no user interface.
 */
package org.labelupscaler.upscale;
